package dev.millwright.reconciler;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.Tracking;
import java.time.InstantSource;
import java.util.Optional;

/// That rollouts are held, as the record keeps it by a name.
record HeldOnRecord(Tracking tracking, InstantSource clock, String pointer) {
  Optional<Suspend> now() {
    return tracking
        .pointers()
        .find(pointer)
        .map(text -> Json.read(text, Suspend.class))
        .filter(it -> it.holdsAt(clock.instant()));
  }

  void set(Suspend suspend) {
    tracking.pointers().set(pointer, Json.write(suspend));
  }

  void clear() {
    tracking.pointers().clear(pointer);
  }
}
