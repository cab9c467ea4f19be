package dev.millwright.reconciler.engine;

/// The daemon dies here. An error, so that nothing takes it for a failure of a step.
final class Death extends Error {
  private static final long serialVersionUID = 1;

  Death(String point) {
    super(point);
  }
}
