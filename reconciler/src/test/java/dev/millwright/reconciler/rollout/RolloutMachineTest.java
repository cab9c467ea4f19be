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

/// The machine's single turns. That they hold in every order is for the explorer.
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

  private static final Machine MACHINE = new RolloutMachine(List.of(10));

  private static RolloutRecord after(RolloutRecord rollout, Event... events) {
    RolloutRecord next = rollout;
    for (Event event : events) {
      next = MACHINE.react(next, event, AT).rollout();
    }
    return next;
  }

  private static RolloutRecord proven() {
    RolloutRecord rollout = begin(List.of(INGEST, SHIFT, PROVE, RETIRE));
    for (Step step : List.of(INGEST, SHIFT, PROVE)) {
      rollout = after(rollout, new Event.Began(step), new Event.Done(step));
    }
    return rollout;
  }

  @Test
  void the_phase_follows_the_furthest_step() {
    RolloutRecord rollout = begin(List.of(INGEST, SHIFT, PROVE, RETIRE));
    assertThat(rollout.phase()).isEqualTo(Phase.PLANNED);
    rollout = after(rollout, new Event.Began(INGEST));
    assertThat(rollout.phase()).isEqualTo(Phase.PREPARING);
    rollout = after(rollout, new Event.Done(INGEST), new Event.Began(SHIFT));
    assertThat(rollout.phase()).isEqualTo(Phase.SHIFTING);
    assertThat(after(rollout, new Event.Began(step("other", Action.INGEST))).phase())
        .isEqualTo(Phase.SHIFTING);
  }

  @Test
  void retiring_steps_are_never_performed_and_end_with_the_rollout() {
    assertThat(MACHINE.decide(proven()))
        .isEqualTo(new Decision.Go(List.of(new Move.Keep(new Event.Proven()))));
    RolloutRecord done = after(proven(), new Event.Proven(), new Event.Ended());
    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(RolloutMachine.record(done, "retire").state()).isEqualTo(StepState.DONE);
    assertThat(done.ended()).contains(AT);
  }

  @Test
  void nothing_is_proven_before_every_step_is_done() {
    RolloutRecord begun = begin(List.of(INGEST, SHIFT, PROVE, RETIRE));
    assertThat(MACHINE.react(begun, new Event.Proven(), AT)).isEqualTo(Turn.to(begun));
  }

  @Test
  void once_everything_is_proven_it_is_too_late_to_overtake() {
    RolloutRecord retiring = after(proven(), new Event.Proven());
    assertThat(after(retiring, new Event.Newer(Digest.of("newer")))).isEqualTo(retiring);
  }

  @Test
  void what_could_not_be_retired_stays_when_a_newer_commit_waits_and_only_then() {
    RolloutRecord retiring = after(proven(), new Event.Proven());
    assertThat(after(retiring, new Event.Obstructed(false))).isEqualTo(retiring);
    assertThat(after(retiring, new Event.Obstructed(true)).phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void traffic_is_given_back_however_long_that_takes() {
    RolloutRecord returning =
        after(begin(List.of(INGEST)), new Event.Began(INGEST), new Event.Failed(INGEST, "x"));
    assertThat(after(returning, new Event.Obstructed(true))).isEqualTo(returning);
  }

  @Test
  void a_failure_keeps_the_first_cause_and_abandons_what_was_under_way() {
    Step other = step("other", Action.INGEST);
    RolloutRecord rollout = begin(List.of(INGEST, other, SHIFT));
    rollout = after(rollout, new Event.Began(INGEST), new Event.Began(other));
    rollout = after(rollout, new Event.Failed(INGEST, "first"), new Event.Failed(other, "second"));
    assertThat(rollout.cause()).contains("first");
    Turn ended = MACHINE.react(rollout, new Event.Ended(), AT);
    assertThat(ended.along()).containsExactly(new Note.Quarantined("first"));
    assertThat(RolloutMachine.record(ended.rollout(), "other").cause()).contains("second");
    assertThat(RolloutMachine.record(ended.rollout(), "shift").state())
        .isEqualTo(StepState.ABANDONED);
  }

  @Test
  void a_step_that_failed_is_not_done_by_ending_late() {
    RolloutRecord rollout =
        after(begin(List.of(INGEST)), new Event.Began(INGEST), new Event.Failed(INGEST, "late"));
    assertThat(after(rollout, new Event.Done(INGEST))).isEqualTo(rollout);
  }

  @Test
  void a_step_that_is_done_does_not_fail_when_its_deadline_passes_before_anybody_looks() {
    RolloutRecord rollout =
        after(begin(List.of(INGEST)), new Event.Began(INGEST), new Event.Done(INGEST));
    assertThat(after(rollout, new Event.Failed(INGEST, "late"))).isEqualTo(rollout);
  }

  @Test
  void a_failure_after_overtaking_is_held_against_nobody() {
    RolloutRecord rollout =
        after(
            begin(List.of(INGEST)),
            new Event.Began(INGEST),
            new Event.Newer(Digest.of("newer")),
            new Event.Failed(INGEST, "cancelled"));
    assertThat(rollout.successor()).contains(Digest.of("newer"));
    assertThat(rollout.cause()).contains("a newer commit takes its place");
    assertThat(MACHINE.react(rollout, new Event.Ended(), AT).along()).isEmpty();
  }

  @Test
  void a_plan_whose_steps_wait_for_one_another_is_refused() {
    RolloutRecord rollout =
        begin(List.of(step("a", Action.INGEST, "b"), step("b", Action.INGEST, "a")));
    assertThatThrownBy(() -> MACHINE.decide(rollout))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wait for one another");
  }
}
