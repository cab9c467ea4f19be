package dev.millwright.reconciler.rollout.explore;

import static dev.millwright.reconciler.rollout.explore.Violation.unless;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepState;
import java.util.EnumSet;
import java.util.Set;

/// What holds between a record and the next.
final class Turns {
  private Turns() {}

  static void check(RolloutRecord before, Event event, RolloutRecord after) {
    for (Step step : before.plan().steps()) {
      steps(step, state(before, step), state(after, step), before);
    }
    if (after.phase() == Phase.RETIRING || after.phase() == Phase.DONE) {
      unless(isProven(after), Invariant.PROVEN, "it retires before all steps are done");
    }
    unless(
        follows(before.phase()).contains(after.phase()),
        before.phase() == Phase.RETIRING ? Invariant.OVERTAKES : Invariant.RETURNS,
        after.phase() + " after " + before.phase());
    event(before, event, after);
  }

  private static void steps(Step step, StepState before, StepState after, RolloutRecord record) {
    unless(
        before != StepState.DONE || after == StepState.DONE,
        Invariant.ONCE,
        step.id() + " was done and is not any more");
    unless(
        after != StepState.RUNNING || RolloutMachine.movesForward(record) || before == after,
        Invariant.RETURNS,
        step.id() + " begins on the way back");
  }

  private static void event(RolloutRecord before, Event event, RolloutRecord after) {
    boolean forward = RolloutMachine.movesForward(before);
    switch (event) {
      case Event.Began(var step) -> began(before, step);
      case Event.Failed(var step, var _) ->
          unless(
              !forward || state(before, step) == StepState.DONE || isReturning(after),
              Invariant.RETURNS,
              step.id() + " failed and it goes on");
      case Event.Newer _ ->
          unless(
              !forward || isReturning(after) && after.successor().isPresent(),
              Invariant.OVERTAKES,
              "a newer commit is known and it goes on");
      case Event.Share _ ->
          unless(
              forward || after.percent() == before.percent(),
              Invariant.RETURNS,
              "a share moves on the way back");
      case Event.Done _, Event.Proven _, Event.Back _, Event.Obstructed _, Event.Ended _ -> {}
    }
  }

  private static void began(RolloutRecord before, Step step) {
    unless(state(before, step) != StepState.DONE, Invariant.ONCE, step.id() + " begins once more");
    step.after()
        .forEach(
            id ->
                unless(
                    RolloutMachine.record(before, id).state() == StepState.DONE
                        || !RolloutMachine.movesForward(before),
                    Invariant.ORDER,
                    step.id() + " begins before " + id + " is done"));
  }

  private static boolean isReturning(RolloutRecord now) {
    return now.phase() == Phase.RETURNING;
  }

  private static boolean isProven(RolloutRecord now) {
    return now.plan().steps().stream()
        .filter(step -> step.action() != Action.RETIRE)
        .allMatch(step -> state(now, step) == StepState.DONE);
  }

  private static Set<Phase> follows(Phase phase) {
    return switch (phase) {
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING ->
          EnumSet.of(
              Phase.PLANNED,
              Phase.BUILDING,
              Phase.PREPARING,
              Phase.SHIFTING,
              Phase.PROVING,
              Phase.RETIRING,
              Phase.RETURNING);
      case RETIRING -> EnumSet.of(Phase.RETIRING, Phase.DONE);
      case RETURNING -> EnumSet.of(Phase.RETURNING, Phase.RETURNED, Phase.OVERTAKEN);
      case DONE, RETURNED, OVERTAKEN -> EnumSet.of(phase);
    };
  }

  private static StepState state(RolloutRecord record, Step step) {
    return RolloutMachine.record(record, step.id()).state();
  }
}
