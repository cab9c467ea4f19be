package dev.millwright.reconciler.rollout.explore;

/// What the world may do besides letting every move succeed.
///
/// @param failures steps fail, pass their deadline, and moves meet obstacles
/// @param commits a newer commit comes
/// @param crashes the leader dies, with or without the power, or loses its office
/// @param drift processes vanish
record Weather(boolean failures, boolean commits, boolean crashes, boolean drift) {
  static final Weather ANY = new Weather(true, true, true, true);

  /// Nothing but what a rollout has to bear without turning back.
  static final Weather FAIR = new Weather(false, false, true, true);

  Weather withoutCrashes() {
    return new Weather(failures, commits, false, drift);
  }
}
