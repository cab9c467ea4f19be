package dev.millwright.reconciler;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.Tracking;
import java.time.InstantSource;
import java.util.Optional;

/// That whoever says what is followed holds rollouts there. It is on record before anything starts.
public record HeldBySource(Tracking tracking, InstantSource clock) {
  private static final String POINTER = "suspended-by-source";

  Optional<Suspend> now() {
    return tracking
        .pointers()
        .find(POINTER)
        .map(text -> Json.read(text, Suspend.class))
        .filter(it -> it.holdsAt(clock.instant()));
  }

  /// @param suspend absent: rollouts go on, as far as the Source is concerned
  public void be(Optional<Suspend> suspend) {
    if (suspend.isPresent()) {
      tracking.pointers().set(POINTER, Json.write(suspend.get()));
    } else {
      tracking.pointers().clear(POINTER);
    }
  }
}
