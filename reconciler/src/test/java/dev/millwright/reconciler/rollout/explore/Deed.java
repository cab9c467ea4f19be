package dev.millwright.reconciler.rollout.explore;

/// What leads from one state to the next.
enum Deed {
  RESUMES(true),
  BEGINS(true),
  KEEPS(true),
  SUCCEEDS(true),
  GOES(true),
  IS_INTERRUPTED(true),
  FAILS(false),
  FAILS_LATE(false),
  IS_OVERDUE(false),
  DOES_NOT_RESUME(false),
  IS_OBSTRUCTED(false),
  IS_OBSTRUCTED_LATE(false),
  COMMIT(false),
  LOOKS(false),
  CRASHES(false),
  LOSES_POWER(false),
  IS_DEPOSED(false),
  WORKS_ON(false),
  REACHES(false),
  VANISHES(false);

  /// Whether it is the machine's own way with nothing against it.
  final boolean own;

  Deed(boolean own) {
    this.own = own;
  }
}
