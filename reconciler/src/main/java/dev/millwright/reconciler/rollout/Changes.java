package dev.millwright.reconciler.rollout;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.Optional;

/// A rollout's record after each thing that may happen to it.
final class Changes {
  private Changes() {}

  static RolloutRecord began(RolloutRecord rollout, Step step, Instant at) {
    if (!RolloutMachine.movesForward(rollout)) {
      return rollout;
    }
    Draft draft = new Draft(rollout, at);
    Draft running = draft.step(step.id(), draft::running);
    Phase phase = phase(step);
    boolean later = phase.compareTo(rollout.phase()) > 0;
    return (later ? running.phase(phase) : running).rollout();
  }

  static RolloutRecord done(RolloutRecord rollout, Step step, Instant at) {
    Draft draft = new Draft(rollout, at);
    boolean failed = RolloutMachine.record(rollout, step.id()).state() == StepState.FAILED;
    return failed || rollout.phase().isEnd()
        ? rollout
        : draft
            .step(step.id(), now -> draft.ended(now, StepState.DONE, Optional.empty()))
            .rollout();
  }

  /// A step has failed: the rollout returns. One that is done does not fail any more, though its
  /// deadline may pass before anybody has looked.
  static RolloutRecord failed(RolloutRecord rollout, Step step, String cause, Instant at) {
    boolean done = RolloutMachine.record(rollout, step.id()).state() == StepState.DONE;
    if (done || rollout.phase().isEnd()) {
      return rollout;
    }
    Draft draft = new Draft(rollout, at);
    Draft failed =
        draft.step(step.id(), now -> draft.ended(now, StepState.FAILED, Optional.of(cause)));
    return (RolloutMachine.movesForward(rollout)
            ? failed.returning(cause, Optional.empty())
            : failed)
        .rollout();
  }

  /// A newer release takes its place; once everything is proven it is too late for that.
  static RolloutRecord overtaken(RolloutRecord rollout, Digest successor, Instant at) {
    return RolloutMachine.movesForward(rollout)
        ? new Draft(rollout, at)
            .returning("a newer commit takes its place", Optional.of(successor))
            .rollout()
        : rollout;
  }

  /// The share of traffic that the target is about to get; on the way back it gets none.
  static RolloutRecord share(
      RolloutRecord rollout, int percent, int cursor, Step step, Instant at) {
    return RolloutMachine.movesForward(rollout)
        ? new Draft(rollout, at)
            .percent(percent)
            .step(
                step.id(),
                now ->
                    new StepRecord(
                        now.id(), now.state(), cursor, now.began(), now.ended(), now.cause()))
            .rollout()
        : rollout;
  }

  /// Everything is proven: what is retired now is not called back.
  static RolloutRecord retiring(RolloutRecord rollout, Instant at) {
    return rollout.phase() == Phase.RETIRING
        ? rollout
        : new Draft(rollout, at).phase(Phase.RETIRING).rollout();
  }

  /// Its end. A step that has not come to its own is done with a rollout that is done, and given up
  /// with any other.
  static RolloutRecord ended(RolloutRecord rollout, Phase end, Instant at) {
    StepState rest = end == Phase.DONE ? StepState.DONE : StepState.ABANDONED;
    Draft draft = new Draft(rollout, at);
    return draft
        .steps(step -> step.ended().isPresent() ? step : draft.ended(step, rest, step.cause()))
        .ended(end)
        .rollout();
  }

  private static Phase phase(Step step) {
    return switch (step.action()) {
      case BUILD -> Phase.BUILDING;
      case INGEST, TRAIN, JUDGE, START, UPDATE -> Phase.PREPARING;
      case SHADOW, SHIFT -> Phase.SHIFTING;
      case PROVE, REBASELINE -> Phase.PROVING;
      case RETIRE -> Phase.RETIRING;
    };
  }
}
