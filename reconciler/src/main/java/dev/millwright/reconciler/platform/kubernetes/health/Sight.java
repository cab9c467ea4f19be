package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.reconciler.platform.kubernetes.health.Cause.Subject;
import java.time.Instant;
import java.util.Optional;

/// What was seen on an object, before it is known what it means.
record Sight(Live about, String condition, Optional<Instant> since) {
  static Sight of(Live about, Condition condition) {
    return new Sight(about, condition.text(), condition.since());
  }

  static Sight of(Live about, Happening event) {
    return new Sight(about, "event " + event.reason(), Optional.of(event.first()));
  }

  Cause is(Hang hang, String sentence) {
    return new Cause(hang, Subject.of(about), condition, since, sentence.replace("….", "…"));
  }
}
