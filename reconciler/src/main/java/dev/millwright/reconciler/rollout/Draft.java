package dev.millwright.reconciler.rollout;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A rollout's next record, as it differs from the one before at one time.
record Draft(RolloutRecord rollout, Instant at) {
  static StepRecord waiting(Step step) {
    return new StepRecord(
        step.id(), StepState.WAITING, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Draft phase(Phase phase) {
    return with(phase, rollout.percent(), rollout.steps());
  }

  Draft percent(int percent) {
    return with(rollout.phase(), percent, rollout.steps());
  }

  /// Replaces every step's record.
  Draft steps(UnaryOperator<StepRecord> change) {
    return with(rollout.phase(), rollout.percent(), rollout.steps().stream().map(change).toList());
  }

  Draft step(String id, UnaryOperator<StepRecord> change) {
    return steps(step -> step.id().equals(id) ? change.apply(step) : step);
  }

  Draft returning(String cause, Optional<Digest> successor) {
    return copy(
        Phase.RETURNING,
        rollout.percent(),
        rollout.steps(),
        Optional.of(cause),
        successor,
        Optional.empty());
  }

  Draft ended(Phase end) {
    return copy(
        end,
        rollout.percent(),
        rollout.steps(),
        rollout.cause(),
        rollout.successor(),
        Optional.of(at));
  }

  StepRecord running(StepRecord step) {
    return new StepRecord(
        step.id(),
        StepState.RUNNING,
        step.cursor(),
        step.began().or(() -> Optional.of(at)),
        Optional.empty(),
        Optional.empty());
  }

  StepRecord ended(StepRecord step, StepState state, Optional<String> cause) {
    return new StepRecord(step.id(), state, step.cursor(), step.began(), Optional.of(at), cause);
  }

  private Draft with(Phase phase, int percent, List<StepRecord> steps) {
    return copy(phase, percent, steps, rollout.cause(), rollout.successor(), Optional.empty());
  }

  private Draft copy(
      Phase phase,
      int percent,
      List<StepRecord> steps,
      Optional<String> cause,
      Optional<Digest> successor,
      Optional<Instant> ended) {
    return new Draft(
        new RolloutRecord(
            rollout.id(),
            rollout.base(),
            rollout.good(),
            rollout.target(),
            rollout.revision(),
            rollout.plan(),
            phase,
            percent,
            steps,
            cause,
            successor,
            rollout.began(),
            at,
            ended),
        at);
  }
}
