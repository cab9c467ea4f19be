package dev.millwright.reconciler.rollout;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The life of a rollout:
///
/// 1. A step is ready when all steps that it waits for are done; ready steps run side by side.
/// 2. Nothing is retired before every other step is done, the proving included.
/// 3. A failed step sends the whole rollout back; so does a newer release, which is held against
///    nobody. On the way back nothing moves forward any more.
/// 4. A record read after a crash decides the same as the one that was written: a step that was
///    running runs again.
public final class RolloutMachine {
  private RolloutMachine() {}

  /// What is next.
  ///
  /// @throws IllegalStateException when the plan's steps wait for one another
  public static Decision decide(RolloutRecord rollout) {
    return switch (rollout.phase()) {
      case DONE, RETURNED, OVERTAKEN -> new Decision.Rest();
      case RETURNING -> new Decision.Return();
      case RETIRING -> new Decision.Retire();
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING -> forward(rollout);
    };
  }

  /// The record of a rollout that begins.
  public static RolloutRecord begin(
      String id,
      Optional<Digest> base,
      Optional<Digest> good,
      String revision,
      Plan plan,
      Instant at) {
    return new RolloutRecord(
        id,
        base,
        good,
        plan.to(),
        revision,
        plan,
        Phase.PLANNED,
        0,
        plan.steps().stream().map(Draft::waiting).toList(),
        Optional.empty(),
        Optional.empty(),
        at,
        at,
        Optional.empty());
  }

  public static RolloutRecord began(RolloutRecord rollout, Step step, Instant at) {
    if (!movesForward(rollout)) {
      return rollout;
    }
    Draft draft = new Draft(rollout, at);
    Draft running = draft.step(step.id(), draft::running);
    Phase phase = phase(step);
    boolean later = phase.compareTo(rollout.phase()) > 0;
    return (later ? running.phase(phase) : running).rollout();
  }

  public static RolloutRecord done(RolloutRecord rollout, Step step, Instant at) {
    Draft draft = new Draft(rollout, at);
    boolean failed = record(rollout, step.id()).state() == StepState.FAILED;
    return failed || rollout.phase().isEnd()
        ? rollout
        : draft
            .step(step.id(), now -> draft.ended(now, StepState.DONE, Optional.empty()))
            .rollout();
  }

  /// A step has failed: the rollout returns.
  public static RolloutRecord failed(RolloutRecord rollout, Step step, String cause, Instant at) {
    if (rollout.phase().isEnd()) {
      return rollout;
    }
    Draft draft = new Draft(rollout, at);
    Draft failed =
        draft.step(step.id(), now -> draft.ended(now, StepState.FAILED, Optional.of(cause)));
    return (movesForward(rollout) ? failed.returning(cause, Optional.empty()) : failed).rollout();
  }

  /// A newer release takes its place; once everything is proven it is too late for that.
  public static RolloutRecord overtaken(RolloutRecord rollout, Digest successor, Instant at) {
    return movesForward(rollout)
        ? new Draft(rollout, at)
            .returning("a newer commit takes its place", Optional.of(successor))
            .rollout()
        : rollout;
  }

  /// The share of traffic that the target is about to get; on the way back it gets none.
  public static RolloutRecord share(
      RolloutRecord rollout, int percent, int cursor, Step step, Instant at) {
    return movesForward(rollout)
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
  public static RolloutRecord retiring(RolloutRecord rollout, Instant at) {
    return rollout.phase() == Phase.RETIRING
        ? rollout
        : new Draft(rollout, at).phase(Phase.RETIRING).rollout();
  }

  /// Its end. A step that has not come to its own is done with a rollout that is done, and given up
  /// with any other.
  public static RolloutRecord ended(RolloutRecord rollout, Phase end, Instant at) {
    StepState rest = end == Phase.DONE ? StepState.DONE : StepState.ABANDONED;
    Draft draft = new Draft(rollout, at);
    return draft
        .steps(step -> step.ended().isPresent() ? step : draft.ended(step, rest, step.cause()))
        .ended(end)
        .rollout();
  }

  /// Whether it is on its way to its target.
  public static boolean movesForward(RolloutRecord rollout) {
    return switch (rollout.phase()) {
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING -> true;
      case RETIRING, RETURNING, DONE, RETURNED, OVERTAKEN -> false;
    };
  }

  /// A step's record.
  public static StepRecord record(RolloutRecord rollout, String id) {
    return rollout.steps().stream()
        .filter(step -> step.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step " + id));
  }

  private static Decision forward(RolloutRecord rollout) {
    Set<String> done =
        rollout.steps().stream()
            .filter(step -> step.state() == StepState.DONE)
            .map(StepRecord::id)
            .collect(Collectors.toSet());
    List<Step> open =
        rollout.plan().steps().stream()
            .filter(step -> step.action() != Step.Action.RETIRE)
            .filter(step -> !done.contains(step.id()))
            .toList();
    List<Step> ready = open.stream().filter(step -> done.containsAll(step.after())).toList();
    if (ready.isEmpty() && !open.isEmpty()) {
      throw new IllegalStateException(
          "the steps of " + rollout.id() + " wait for one another: " + open);
    }
    return open.isEmpty() ? new Decision.Retire() : new Decision.Perform(ready);
  }

  private static Phase phase(Step step) {
    return switch (step.action()) {
      case BUILD -> Phase.BUILDING;
      case INGEST, TRAIN, JUDGE, START, UPDATE -> Phase.PREPARING;
      case SHIFT -> Phase.SHIFTING;
      case PROVE, REBASELINE -> Phase.PROVING;
      case RETIRE -> Phase.RETIRING;
    };
  }
}
