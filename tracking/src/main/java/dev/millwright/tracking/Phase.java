package dev.millwright.tracking;

import java.util.Locale;

/// How far a rollout is. The last three are ends.
public enum Phase {
  PLANNED,
  BUILDING,
  PREPARING,
  SHIFTING,
  PROVING,
  RETIRING,
  /// Traffic goes back to the last good release: after a failure, or to make way for a newer one.
  RETURNING,
  DONE,
  /// A failure sent everything back; the release is in quarantine.
  RETURNED,
  /// A newer release took its place; nothing is held against this one.
  OVERTAKEN;

  public boolean isEnd() {
    return switch (this) {
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING, RETIRING, RETURNING -> false;
      case DONE, RETURNED, OVERTAKEN -> true;
    };
  }

  /// The word for people.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
