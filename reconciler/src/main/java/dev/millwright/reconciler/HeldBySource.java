package dev.millwright.reconciler;

import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.Tracking;
import java.time.InstantSource;
import java.util.Optional;

/// That whoever says what is followed holds rollouts there. It is on record before anything starts.
public record HeldBySource(Tracking tracking, InstantSource clock) {
  private static final String POINTER = "suspended-by-source";

  Optional<Suspend> now() {
    return onRecord().now();
  }

  /// @param suspend absent: rollouts go on, as far as the Source is concerned
  public void be(Optional<Suspend> suspend) {
    suspend.ifPresentOrElse(onRecord()::set, onRecord()::clear);
  }

  private HeldOnRecord onRecord() {
    return new HeldOnRecord(tracking, clock, POINTER);
  }
}
