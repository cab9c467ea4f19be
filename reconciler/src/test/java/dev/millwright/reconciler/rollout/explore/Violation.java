package dev.millwright.reconciler.rollout.explore;

/// An invariant does not hold.
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  final Invariant invariant;

  Violation(Invariant invariant, String detail) {
    super(detail, null, false, false);
    this.invariant = invariant;
  }

  static void unless(boolean holds, Invariant invariant, String detail) {
    if (!holds) {
      throw new Violation(invariant, detail);
    }
  }
}
