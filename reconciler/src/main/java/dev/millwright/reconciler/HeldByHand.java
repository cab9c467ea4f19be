package dev.millwright.reconciler;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.Tracking;
import java.time.InstantSource;
import java.util.Optional;

/// That somebody holds rollouts, for when there is no time for a commit. It is on record, so that a
/// restart forgets nothing.
record HeldByHand(Tracking tracking, InstantSource clock) {
  private static final String POINTER = "suspended";

  Optional<Suspend> now() {
    return tracking
        .pointers()
        .find(POINTER)
        .map(text -> Json.read(text, Suspend.class))
        .filter(it -> it.holdsAt(clock.instant()));
  }

  void hold(Suspend suspend) {
    tracking.pointers().set(POINTER, Json.write(suspend));
    tell("by hand: rollouts are " + suspend.sentence());
  }

  /// @return whether they were held
  boolean letGo() {
    boolean held = now().isPresent();
    tracking.pointers().clear(POINTER);
    if (held) {
      tell("by hand: rollouts go on");
    }
    return held;
  }

  private void tell(String sentence) {
    tracking.story().tell(clock.instant(), "suspended", Optional.empty(), sentence);
  }
}
