package dev.millwright.reconciler.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The machine's single moves. That they hold in every order is for [RolloutExhaustionTest].
final class RolloutMachineTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Step INGEST = step("ingest", Action.INGEST);
  private static final Step SHIFT = step("shift", Action.SHIFT, "ingest");
  private static final Step PROVE = step("prove", Action.PROVE, "shift");
  private static final Step RETIRE = step("retire", Action.RETIRE, "prove");

  static Step step(String id, Action action, String... after) {
    return new Step(id, action, Optional.empty(), List.of(after), Duration.ofMinutes(1), "nothing");
  }

  static RolloutRecord begin(List<Step> steps) {
    Plan plan = new Plan(Optional.empty(), Digest.of("to"), List.of(), List.of(), List.of(), steps);
    return RolloutMachine.begin("it", Optional.empty(), Optional.empty(), "revision", plan, AT);
  }

  private static RolloutRecord proven() {
    RolloutRecord rollout = begin(List.of(INGEST, SHIFT, PROVE, RETIRE));
    for (Step step : List.of(INGEST, SHIFT, PROVE)) {
      rollout = RolloutMachine.done(RolloutMachine.began(rollout, step, AT), step, AT);
    }
    return rollout;
  }

  @Test
  void the_phase_follows_the_furthest_step() {
    RolloutRecord rollout = begin(List.of(INGEST, SHIFT, PROVE, RETIRE));
    assertThat(rollout.phase()).isEqualTo(Phase.PLANNED);
    rollout = RolloutMachine.began(rollout, INGEST, AT);
    assertThat(rollout.phase()).isEqualTo(Phase.PREPARING);
    rollout = RolloutMachine.began(RolloutMachine.done(rollout, INGEST, AT), SHIFT, AT);
    assertThat(rollout.phase()).isEqualTo(Phase.SHIFTING);
    assertThat(RolloutMachine.began(rollout, step("ingest", Action.INGEST), AT).phase())
        .isEqualTo(Phase.SHIFTING);
  }

  @Test
  void retiring_steps_are_never_performed_and_end_with_the_rollout() {
    assertThat(RolloutMachine.decide(proven())).isEqualTo(new Decision.Retire());
    RolloutRecord done =
        RolloutMachine.ended(RolloutMachine.retiring(proven(), AT), Phase.DONE, AT);
    assertThat(RolloutMachine.record(done, "retire").state()).isEqualTo(StepState.DONE);
    assertThat(done.ended()).contains(AT);
  }

  @Test
  void once_everything_is_proven_it_is_too_late_to_overtake() {
    RolloutRecord retiring = RolloutMachine.retiring(proven(), AT);
    assertThat(RolloutMachine.overtaken(retiring, Digest.of("newer"), AT)).isEqualTo(retiring);
  }

  @Test
  void a_failure_keeps_the_first_cause_and_abandons_what_was_under_way() {
    Step other = step("other", Action.INGEST);
    RolloutRecord rollout = begin(List.of(INGEST, other, SHIFT));
    rollout = RolloutMachine.began(RolloutMachine.began(rollout, INGEST, AT), other, AT);
    rollout = RolloutMachine.failed(rollout, INGEST, "first", AT);
    rollout = RolloutMachine.failed(rollout, other, "second", AT);
    assertThat(rollout.cause()).contains("first");
    RolloutRecord ended = RolloutMachine.ended(rollout, Phase.RETURNED, AT);
    assertThat(RolloutMachine.record(ended, "other").cause()).contains("second");
    assertThat(RolloutMachine.record(ended, "shift").state()).isEqualTo(StepState.ABANDONED);
  }

  @Test
  void a_step_that_failed_is_not_done_by_ending_late() {
    RolloutRecord rollout = RolloutMachine.began(begin(List.of(INGEST)), INGEST, AT);
    rollout = RolloutMachine.failed(rollout, INGEST, "did not end in time", AT);
    assertThat(RolloutMachine.done(rollout, INGEST, AT)).isEqualTo(rollout);
  }

  @Test
  void a_failure_after_overtaking_is_held_against_nobody() {
    RolloutRecord rollout = RolloutMachine.began(begin(List.of(INGEST)), INGEST, AT);
    rollout = RolloutMachine.overtaken(rollout, Digest.of("newer"), AT);
    rollout = RolloutMachine.failed(rollout, INGEST, "cancelled", AT);
    assertThat(rollout.successor()).contains(Digest.of("newer"));
    assertThat(rollout.cause()).contains("a newer commit takes its place");
  }

  @Test
  void a_plan_whose_steps_wait_for_one_another_is_refused() {
    RolloutRecord rollout =
        begin(List.of(step("a", Action.INGEST, "b"), step("b", Action.INGEST, "a")));
    assertThatThrownBy(() -> RolloutMachine.decide(rollout))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wait for one another");
  }
}
