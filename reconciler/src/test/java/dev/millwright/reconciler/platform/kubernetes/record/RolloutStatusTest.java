package dev.millwright.reconciler.platform.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.RolloutRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a rollout is said to do.
final class RolloutStatusTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Digest TO = Digest.of("to");
  private static final Step SHADOW = step("shadow", Step.Action.SHADOW);
  private static final Step SHIFT = step("shift", Step.Action.SHIFT, "shadow");

  @Test
  void a_shadow_shifts_no_traffic() {
    RolloutRecord begun = after(begin(), new Event.Began(SHADOW));
    assertThat(new RolloutStatus(begun).sentence())
        .isEqualTo("asks by copies of requests release " + TO.brief());
    RolloutRecord shifting = after(begun, new Event.Done(SHADOW), new Event.Began(SHIFT));
    assertThat(new RolloutStatus(shifting).sentence())
        .isEqualTo("shifts traffic to release " + TO.brief());
  }

  private static RolloutRecord after(RolloutRecord rollout, Event... events) {
    RolloutRecord next = rollout;
    for (Event event : events) {
      next = new RolloutMachine(List.of()).react(next, event, AT).rollout();
    }
    return next;
  }

  private static RolloutRecord begin() {
    Optional<Digest> from = Optional.of(Digest.of("from"));
    Plan plan = new Plan(from, TO, List.of(), List.of(), List.of(), List.of(SHADOW, SHIFT));
    return RolloutMachine.begin("it", from, from, "revision", plan, AT);
  }

  private static Step step(String id, Step.Action action, String... after) {
    return new Step(id, action, Optional.empty(), List.of(after), Duration.ofMinutes(1), "nothing");
  }
}
