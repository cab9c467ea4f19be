package dev.millwright.reconciler.rollout.explore;

/// What leads from one state to the next.
enum Deed {
  RESUMES,
  BEGINS,
  KEEPS,
  SUCCEEDS,
  GOES,
  IS_INTERRUPTED,
  FAILS,
  FAILS_LATE,
  IS_OVERDUE,
  DOES_NOT_RESUME,
  IS_OBSTRUCTED,
  IS_OBSTRUCTED_LATE,
  COMMIT,
  LOOKS,
  CRASHES,
  LOSES_POWER,
  IS_DEPOSED,
  WORKS_ON,
  REACHES,
  VANISHES;

  /// Whether it is the machine's own way with nothing against it.
  boolean own() {
    return switch (this) {
      case RESUMES, BEGINS, KEEPS, SUCCEEDS, GOES, IS_INTERRUPTED -> true;
      case FAILS,
          FAILS_LATE,
          IS_OVERDUE,
          DOES_NOT_RESUME,
          IS_OBSTRUCTED,
          IS_OBSTRUCTED_LATE,
          COMMIT,
          LOOKS,
          CRASHES,
          LOSES_POWER,
          IS_DEPOSED,
          WORKS_ON,
          REACHES,
          VANISHES ->
          false;
    };
  }
}
