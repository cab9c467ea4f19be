package dev.millwright.reconciler.rollout;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.ArrayList;
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
/// 5. Copies of requests are made while a shadow step is under way, and at no other time.
/// 6. Who took office last decides; what an earlier leader asks for is refused.
///
/// @param shares percent of traffic that the target takes before it takes all, ascending; none when
///   it takes all at once
public record RolloutMachine(List<Integer> shares) implements Machine {
  public RolloutMachine {
    shares = List.copyOf(shares);
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

  @Override
  public Turn react(RolloutRecord now, Event event, Instant at) {
    return switch (event) {
      case Event.Began(var step) -> Turn.to(Changes.began(now, step, at));
      case Event.Done(var step) -> done(now, step, at);
      case Event.Failed(var step, var cause) -> Turn.to(Changes.failed(now, step, cause, at));
      case Event.Share(var step, var percent, var index) ->
          Turn.to(Changes.share(now, percent, index, step, at));
      case Event.Newer(var successor) -> Turn.to(Changes.overtaken(now, successor, at));
      case Event.Proven() -> proven(now, at);
      case Event.Back() -> back(now);
      case Event.Obstructed(var newer) ->
          newer && now.phase() == Phase.RETIRING ? ended(now, at) : Turn.to(now);
      case Event.Ended() -> ended(now, at);
    };
  }

  @Override
  public Decision decide(RolloutRecord now) {
    return switch (now.phase()) {
      case DONE, RETURNED, OVERTAKEN -> new Decision.Rest();
      case RETURNING -> new Decision.Go(Ways.back(now));
      case RETIRING -> new Decision.Go(Ways.retire(now));
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING -> forward(now);
    };
  }

  @Override
  public List<Move> resume(RolloutRecord now) {
    return switch (now.phase()) {
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING -> Ways.resume(now, now.percent());
      case RETIRING -> Ways.resume(now, 100);
      case RETURNING, DONE, RETURNED, OVERTAKEN -> List.of();
    };
  }

  @Override
  public List<Move> moves(RolloutRecord now, Step step) {
    List<Move> moves = new ArrayList<>();
    moves.add(new Move.Keep(new Event.Began(step)));
    switch (step.action()) {
      case BUILD, INGEST, TRAIN, JUDGE, START, UPDATE, REBASELINE -> moves.add(new Move.Work(step));
      case SHADOW -> moves.addAll(Ways.shadow(now));
      case SHIFT -> moves.addAll(Ways.shift(now, step, shares));
      case PROVE -> moves.addAll(Ways.prove(now));
      case RETIRE -> throw new IllegalArgumentException(step.id() + " is not performed");
    }
    moves.add(new Move.Keep(new Event.Done(step)));
    return moves;
  }

  @Override
  public boolean mayKeep(long highest, long by) {
    return by >= highest;
  }

  @Override
  public boolean mayAct(long highest, long by) {
    return by >= highest;
  }

  /// With the shift the target has all traffic.
  private static Turn done(RolloutRecord now, Step step, Instant at) {
    boolean shifted = step.action() == Step.Action.SHIFT && movesForward(now);
    return new Turn(
        Changes.done(now, step, at),
        shifted ? List.of(new Note.Live(Optional.of(now.target()))) : List.of());
  }

  private static Turn proven(RolloutRecord now, Instant at) {
    return isProven(now)
        ? new Turn(Changes.retiring(now, at), List.of(new Note.LastGood(now.target())))
        : Turn.to(now);
  }

  private static Turn back(RolloutRecord now) {
    return now.phase() == Phase.RETURNING
        ? new Turn(now, List.of(new Note.Live(now.base())))
        : Turn.to(now);
  }

  private static Turn ended(RolloutRecord now, Instant at) {
    return switch (now.phase()) {
      case RETIRING -> Turn.to(Changes.ended(now, Phase.DONE, at));
      case RETURNING -> returned(now, at);
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING, DONE, RETURNED, OVERTAKEN ->
          Turn.to(now);
    };
  }

  private static Turn returned(RolloutRecord now, Instant at) {
    return now.successor().isPresent()
        ? Turn.to(Changes.ended(now, Phase.OVERTAKEN, at))
        : new Turn(
            Changes.ended(now, Phase.RETURNED, at),
            List.of(new Note.Quarantined(now.cause().orElse("no cause was recorded"))));
  }

  private static boolean isProven(RolloutRecord now) {
    return movesForward(now) && open(now, done(now)).isEmpty();
  }

  private static Decision forward(RolloutRecord now) {
    Set<String> done = done(now);
    List<Step> open = open(now, done);
    List<Step> ready = open.stream().filter(step -> done.containsAll(step.after())).toList();
    if (ready.isEmpty() && !open.isEmpty()) {
      throw new IllegalStateException(
          "the steps of " + now.id() + " wait for one another: " + open);
    }
    return open.isEmpty()
        ? new Decision.Go(List.of(new Move.Keep(new Event.Proven())))
        : new Decision.Perform(ready);
  }

  private static Set<String> done(RolloutRecord now) {
    return now.steps().stream()
        .filter(step -> step.state() == StepState.DONE)
        .map(StepRecord::id)
        .collect(Collectors.toSet());
  }

  private static List<Step> open(RolloutRecord now, Set<String> done) {
    return now.plan().steps().stream()
        .filter(step -> step.action() != Step.Action.RETIRE)
        .filter(step -> !done.contains(step.id()))
        .toList();
  }
}
