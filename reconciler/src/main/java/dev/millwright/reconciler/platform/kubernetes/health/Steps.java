package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Failed;
import dev.millwright.reconciler.platform.kubernetes.health.Health.InProgress;
import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;
import java.util.Optional;
import java.util.stream.Stream;

/// Conditions of readiness, asked in order: the first that is not met is the answer.
final class Steps {
  private final Stream.Builder<Health> unmet = Stream.builder();

  /// @param why what to say while it does not hold
  Steps wait(boolean holds, String why) {
    if (!holds) {
      unmet.add(new InProgress(why));
    }
    return this;
  }

  /// Such as `1 of 3 pods are ready`.
  Steps count(int actual, int asked, String what) {
    return wait(actual >= asked, actual + " of " + asked + " pods are " + what);
  }

  /// @param mistake the condition that says that it will never be
  Steps fail(Optional<Condition> mistake) {
    mistake.ifPresent(condition -> unmet.add(new Failed(condition.why())));
    return this;
  }

  /// @param obstacle the condition that says what is waited for
  Steps wait(Optional<Condition> obstacle) {
    obstacle.ifPresent(condition -> unmet.add(new InProgress(condition.why())));
    return this;
  }

  Health end() {
    return unmet.build().findFirst().orElseGet(Ready::new);
  }
}
