package dev.millwright.reconciler;

import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.Tracking;
import java.time.InstantSource;
import java.util.Optional;

/// That somebody holds rollouts, for when there is no time for a commit. It is on record, so that a
/// restart forgets nothing.
record HeldByHand(Tracking tracking, InstantSource clock) {
  private static final String POINTER = "suspended";

  Optional<Suspend> now() {
    return onRecord().now();
  }

  void hold(Suspend suspend) {
    onRecord().set(suspend);
    tell("by hand: rollouts are " + suspend.sentence());
  }

  /// @return whether they were held
  boolean letGo() {
    boolean held = now().isPresent();
    onRecord().clear();
    if (held) {
      tell("by hand: rollouts go on");
    }
    return held;
  }

  private HeldOnRecord onRecord() {
    return new HeldOnRecord(tracking, clock, POINTER);
  }

  private void tell(String sentence) {
    tracking.story().tell(clock.instant(), "suspended", Optional.empty(), sentence);
  }
}
