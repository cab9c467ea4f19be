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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The life of a rollout:
///
/// 1. A step is ready when all steps that it waits for are done; ready steps run side by side.
/// 2. Nothing is retired before every other step is done, the proving included.
/// 3. A failed step sends the whole rollout back; so does a newer release, which is held against
///    nobody.
/// 4. A record read after a crash decides the same as the one that was written: a step that was
///    running runs again.
public final class RolloutMachine {
  private RolloutMachine() {}

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
    List<StepRecord> steps =
        plan.steps().stream()
            .map(
                step ->
                    new StepRecord(
                        step.id(),
                        StepState.WAITING,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return new RolloutRecord(
        id,
        base,
        good,
        plan.to(),
        revision,
        plan,
        Phase.PLANNED,
        0,
        steps,
        Optional.empty(),
        Optional.empty(),
        at,
        at,
        Optional.empty());
  }

  public static RolloutRecord began(RolloutRecord rollout, Step step, Instant at) {
    StepRecord now = record(rollout, step.id());
    StepRecord running =
        new StepRecord(
            step.id(),
            StepState.RUNNING,
            now.cursor(),
            now.began().or(() -> Optional.of(at)),
            Optional.empty(),
            Optional.empty());
    return phased(with(rollout, running, at), step, at);
  }

  public static RolloutRecord done(RolloutRecord rollout, Step step, Instant at) {
    StepRecord now = record(rollout, step.id());
    return with(
        rollout,
        new StepRecord(
            step.id(),
            StepState.DONE,
            now.cursor(),
            now.began(),
            Optional.of(at),
            Optional.empty()),
        at);
  }

  /// A step has failed: the rollout returns.
  public static RolloutRecord failed(RolloutRecord rollout, Step step, String cause, Instant at) {
    StepRecord now = record(rollout, step.id());
    RolloutRecord failed =
        with(
            rollout,
            new StepRecord(
                step.id(),
                StepState.FAILED,
                now.cursor(),
                now.began(),
                Optional.of(at),
                Optional.of(cause)),
            at);
    return rollout.phase() == Phase.RETURNING
        ? failed
        : returning(failed, cause, Optional.empty(), at);
  }

  /// A newer release takes its place; once everything is proven it is too late for that.
  public static RolloutRecord overtaken(RolloutRecord rollout, Digest successor, Instant at) {
    return rollout.phase() == Phase.RETIRING
            || rollout.phase().isEnd()
            || rollout.phase() == Phase.RETURNING
        ? rollout
        : returning(rollout, "a newer commit takes its place", Optional.of(successor), at);
  }

  /// The share of traffic that the target is about to get.
  public static RolloutRecord share(
      RolloutRecord rollout, int percent, int cursor, Step step, Instant at) {
    StepRecord now = record(rollout, step.id());
    RolloutRecord moved =
        with(
            rollout,
            new StepRecord(step.id(), now.state(), cursor, now.began(), now.ended(), now.cause()),
            at);
    return copy(
        moved,
        moved.phase(),
        percent,
        moved.steps(),
        moved.cause(),
        moved.successor(),
        at,
        Optional.empty());
  }

  /// Its end.
  public static RolloutRecord ended(RolloutRecord rollout, Phase end, Instant at) {
    List<StepRecord> steps =
        rollout.steps().stream()
            .map(step -> step.ended().isPresent() || end == Phase.DONE ? step : abandoned(step, at))
            .toList();
    return copy(
        rollout,
        end,
        rollout.percent(),
        steps,
        rollout.cause(),
        rollout.successor(),
        at,
        Optional.of(at));
  }

  public static RolloutRecord retiring(RolloutRecord rollout, Instant at) {
    return copy(
        rollout,
        Phase.RETIRING,
        rollout.percent(),
        rollout.steps(),
        rollout.cause(),
        rollout.successor(),
        at,
        Optional.empty());
  }

  private static Decision forward(RolloutRecord rollout) {
    List<Step> open =
        rollout.plan().steps().stream()
            .filter(step -> step.action() != Step.Action.RETIRE)
            .filter(step -> record(rollout, step.id()).state() != StepState.DONE)
            .toList();
    if (open.isEmpty()) {
      return new Decision.Retire();
    }
    var done =
        rollout.steps().stream()
            .filter(step -> step.state() == StepState.DONE)
            .map(StepRecord::id)
            .collect(Collectors.toSet());
    return new Decision.Perform(
        open.stream().filter(step -> done.containsAll(step.after())).toList());
  }

  private static RolloutRecord phased(RolloutRecord rollout, Step step, Instant at) {
    Phase phase =
        switch (step.action()) {
          case BUILD -> Phase.BUILDING;
          case INGEST, TRAIN, JUDGE, START, UPDATE -> Phase.PREPARING;
          case SHIFT -> Phase.SHIFTING;
          case PROVE, REBASELINE -> Phase.PROVING;
          case RETIRE -> Phase.RETIRING;
        };
    boolean later = phase.compareTo(rollout.phase()) > 0;
    return later
        ? copy(
            rollout,
            phase,
            rollout.percent(),
            rollout.steps(),
            rollout.cause(),
            rollout.successor(),
            at,
            Optional.empty())
        : rollout;
  }

  private static RolloutRecord returning(
      RolloutRecord rollout, String cause, Optional<Digest> successor, Instant at) {
    return copy(
        rollout,
        Phase.RETURNING,
        rollout.percent(),
        rollout.steps(),
        Optional.of(cause),
        successor,
        at,
        Optional.empty());
  }

  private static StepRecord abandoned(StepRecord step, Instant at) {
    return new StepRecord(
        step.id(), StepState.ABANDONED, step.cursor(), step.began(), Optional.of(at), step.cause());
  }

  /// A step's record.
  public static StepRecord record(RolloutRecord rollout, String id) {
    return rollout.steps().stream()
        .filter(step -> step.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step " + id));
  }

  private static RolloutRecord with(RolloutRecord rollout, StepRecord changed, Instant at) {
    UnaryOperator<StepRecord> replace = step -> step.id().equals(changed.id()) ? changed : step;
    return copy(
        rollout,
        rollout.phase(),
        rollout.percent(),
        rollout.steps().stream().map(replace).toList(),
        rollout.cause(),
        rollout.successor(),
        at,
        Optional.empty());
  }

  private static RolloutRecord copy(
      RolloutRecord rollout,
      Phase phase,
      int percent,
      List<StepRecord> steps,
      Optional<String> cause,
      Optional<Digest> successor,
      Instant at,
      Optional<Instant> ended) {
    return new RolloutRecord(
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
        ended);
  }
}
