package dev.millwright.reconciler.alert;

import java.time.Instant;
import java.util.Optional;

/// Where an alert stands; kept in the tracking store, so that a restart forgets nothing.
///
/// @param streak how many windows in a row met the condition
/// @param firedAt the end of the window that fired it last, in event time
/// @param through the end of the last window that was taken into account
public record AlertState(
    Phase phase, int streak, Optional<Instant> firedAt, Optional<Instant> through) {
  public enum Phase {
    INACTIVE,
    PENDING,
    FIRING,
    RESOLVED
  }

  /// Nothing has been seen yet.
  public static AlertState initial() {
    return new AlertState(Phase.INACTIVE, 0, Optional.empty(), Optional.empty());
  }
}
