package dev.millwright.reconciler.platform.kubernetes.faults;

/// The process dies here. An error, so that nothing takes it for a failure of a step.
final class Killed extends Error {
  private static final long serialVersionUID = 1;

  Killed(String point) {
    super(point);
  }
}
