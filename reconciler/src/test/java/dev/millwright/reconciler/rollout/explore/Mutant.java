package dev.millwright.reconciler.rollout.explore;

import static dev.millwright.reconciler.rollout.explore.Faults.early;
import static dev.millwright.reconciler.rollout.explore.Faults.on;
import static dev.millwright.reconciler.rollout.explore.Faults.perform;
import static dev.millwright.reconciler.rollout.explore.Faults.ready;
import static dev.millwright.reconciler.rollout.explore.Faults.state;
import static dev.millwright.reconciler.rollout.explore.Faults.stays;
import static dev.millwright.reconciler.rollout.explore.Faults.way;
import static dev.millwright.reconciler.rollout.explore.Faults.with;
import static dev.millwright.reconciler.rollout.explore.Faults.without;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Note;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.StepState;
import java.util.List;
import java.util.Optional;

/// The machine, each time with one fault, and the invariant that it breaks.
enum Mutant {
  ACTS_BEFORE_IT_WRITES(
      Invariant.INTENT,
      Altered.moves((_, _, moves) -> early(moves, move -> move instanceof Move.Work))),
  SHIFTS_BEFORE_IT_WRITES(
      Invariant.INTENT,
      Faults.of(Action.SHIFT, moves -> early(moves, move -> move instanceof Move.Route))),
  SKIPS_THE_PROVING(
      Invariant.HONEST,
      Faults.of(Action.PROVE, moves -> without(moves, move -> move instanceof Move.Hold))),
  DOES_NOT_SET_TRAFFIC_ANEW(Invariant.SERVED, Altered.withoutResume()),
  TAKES_WHAT_RUNS_FOR_DONE(
      Invariant.ORDER,
      ready(
          (now, _) ->
              perform(
                  now,
                  step ->
                      state(now, step) != StepState.DONE
                          && step.after().stream()
                              .map(id -> RolloutMachine.record(now, id).state())
                              .noneMatch(StepState.WAITING::equals)))),
  DOES_AGAIN_WHAT_IS_DONE(
      Invariant.ONCE,
      ready(
          (now, _) ->
              perform(
                  now,
                  step ->
                      step.after().stream()
                          .map(id -> RolloutMachine.record(now, id).state())
                          .allMatch(StepState.DONE::equals)))),
  RETIRES_WITH_THE_SHIFT(
      Invariant.PROVEN,
      Faults.of(
          Action.SHIFT,
          moves ->
              with(
                  moves,
                  moves.size() - 1,
                  new Move.Drain(Side.BASE),
                  new Move.Route(0, 100, List.of(Side.TARGET)),
                  new Move.Stop(Optional.of(Side.TARGET))))),
  RETIRES_WHILE_IT_PROVES(
      Invariant.PROVEN,
      on(
          Event.Began.class,
          (machine, now, event) ->
              event instanceof Event.Began(var step) && step.action() == Action.PROVE
                  ? Faults.in(now, Phase.RETIRING)
                  : machine.react(now, event, Shape.AT))),
  SHIFTS_ONE_GRAPH_ALONE(
      Invariant.TOGETHER,
      Altered.moves(
          (now, step, moves) ->
              step.action() == Action.START
                  ? with(
                      moves,
                      2,
                      new Move.Keep(new Event.Share(Faults.step(now, Action.SHIFT), 50, 0)),
                      new Move.Route(50, 50, List.of(Side.BASE, Side.TARGET)))
                  : moves)),
  SHIFTS_TO_WHAT_IT_HAS_NOT_LOOKED_AT(
      Invariant.TOGETHER,
      Faults.of(Action.SHIFT, moves -> without(moves, new Move.Run(Side.TARGET)::equals))),
  RETURNS_TO_WHAT_IT_HAS_NOT_LOOKED_AT(
      Invariant.ANSWERS, way(Phase.RETURNING, new Move.Run(Side.BASE)::equals)),
  RETIRES_WITHOUT_DRAINING(
      Invariant.DRAINED, way(Phase.RETIRING, move -> move instanceof Move.Drain)),
  RETURNS_WITHOUT_DRAINING(
      Invariant.DRAINED, way(Phase.RETURNING, move -> move instanceof Move.Drain)),
  FORGETS_WHOM_IT_TAKES_TRAFFIC_FROM(
      Invariant.DRAINED,
      Faults.of(
          Action.SHIFT,
          moves ->
              moves.stream()
                  .map(
                      move ->
                          move.equals(new Move.Route(0, 100, List.of(Side.BASE, Side.TARGET)))
                              ? new Move.Route(0, 100, List.of(Side.TARGET))
                              : move)
                  .toList())),
  GIVES_AND_DOES_NOT_TAKE(
      Invariant.WHOLE,
      Faults.of(
          Action.SHIFT,
          moves ->
              moves.stream()
                  .map(
                      move ->
                          move instanceof Move.Route(var _, var target, var known, var _)
                              ? new Move.Route(100, target, known)
                              : move)
                  .toList())),
  JUDGES_BEFORE_IT_SHIFTS(
      Invariant.MEASURED,
      Faults.of(Action.SHIFT, moves -> early(moves, Move.Hold.class::isInstance))),
  IGNORES_A_FAILED_STEP(Invariant.RETURNS, on(Event.Failed.class, (_, now, _) -> stays(now))),
  TAKES_A_FAILED_STEP_FOR_DONE(
      Invariant.RETURNS,
      on(
          Event.Failed.class,
          (machine, now, event) ->
              machine.react(now, new Event.Done(((Event.Failed) event).step()), Shape.AT))),
  RETURNS_PROCESSES_AND_NO_TRAFFIC(
      Invariant.RETURNS,
      way(Phase.RETURNING, move -> !(move instanceof Move.Keep || move instanceof Move.EndRuns))),
  RETURNS_TRAFFIC_AND_LEAVES_PROCESSES(
      Invariant.RETURNS, way(Phase.RETURNING, move -> move instanceof Move.Stop)),
  RETURNS_AND_LEAVES_JOBS(
      Invariant.RETURNS, way(Phase.RETURNING, move -> move instanceof Move.EndRuns)),
  RETURNS_AND_SAYS_THAT_THE_TARGET_IS_LIVE(
      Invariant.RETURNS, way(Phase.RETURNING, new Move.Keep(new Event.Back())::equals)),
  FORGETS_QUARANTINE(
      Invariant.QUARANTINE,
      on(
          Event.Ended.class,
          (machine, now, event) -> Faults.noted(machine.react(now, event, Shape.AT)))),
  BLAMES_THE_OVERTAKEN(
      Invariant.BLAMELESS,
      on(
          Event.Ended.class,
          (machine, now, event) ->
              now.successor().isPresent()
                  ? Faults.noted(
                      machine.react(now, event, Shape.AT), new Note.Quarantined("too slow"))
                  : machine.react(now, event, Shape.AT))),
  DOES_NOT_OVERTAKE(Invariant.OVERTAKES, on(Event.Newer.class, (_, now, _) -> stays(now))),
  OVERTAKES_WHAT_RETIRES(
      Invariant.OVERTAKES,
      on(
          Event.Newer.class,
          (machine, now, event) ->
              now.phase() == Phase.RETIRING
                  ? Faults.in(now, Phase.RETURNING)
                  : machine.react(now, event, Shape.AT))),
  LETS_AN_EARLIER_LEADER_WRITE(Invariant.ONE_LEADER, Altered.fence(Altered.Fence.PLATFORM_ONLY)),
  LETS_AN_EARLIER_LEADER_ACT(Invariant.ONE_LEADER, Altered.fence(Altered.Fence.RECORD_ONLY)),
  DOES_NOT_GO_ON_AFTER_A_CRASH(
      Invariant.ENDS,
      ready(
          (now, _) ->
              perform(
                  now,
                  step ->
                      state(now, step) == StepState.WAITING
                          && step.after().stream()
                              .map(id -> RolloutMachine.record(now, id).state())
                              .allMatch(StepState.DONE::equals)))),
  NEVER_COMES_TO_AN_END(
      Invariant.ENDS, way(Phase.RETURNING, new Move.Keep(new Event.Ended())::equals)),
  KEEPS_THE_BASE_FOR_EVER(Invariant.ENDS, way(Phase.RETIRING, move -> move instanceof Move.Stop)),
  DIVIDES_WHAT_MOVES_AT_ONCE(
      Invariant.AT_ONCE, Faults.of(Action.SHIFT, moves -> moves), Shapes.atOnce()),
  COPIES_BEFORE_IT_WRITES(
      Invariant.INTENT,
      Faults.of(Action.SHADOW, moves -> with(moves, 0, Faults.copying(Faults.SERVING))),
      Shapes.shadowed()),
  JUDGES_COPIES_BEFORE_THERE_ARE_ANY(
      Invariant.MEASURED,
      Faults.of(Action.SHADOW, moves -> early(moves, Move.Watch.class::isInstance)),
      Shapes.shadowed()),
  SKIPS_THE_SHADOW(
      Invariant.HONEST,
      Faults.of(Action.SHADOW, moves -> without(moves, Move.Watch.class::isInstance)),
      Shapes.shadowed()),
  COPIES_AFTER_THE_SHADOW(
      Invariant.COPIES,
      Faults.of(Action.SHADOW, moves -> without(moves, Faults.SERVING::equals)),
      Shapes.shadowed()),
  COPIES_TO_WHAT_HAS_A_SHARE(
      Invariant.COPIES,
      Faults.of(Action.SHIFT, moves -> moves.stream().map(Faults::copying).toList()),
      Shapes.shadowed()),
  COPIES_TO_WHAT_IT_HAS_NOT_LOOKED_AT(
      Invariant.ANSWERS,
      Faults.of(Action.SHADOW, moves -> without(moves, new Move.Run(Side.TARGET)::equals)),
      Shapes.shadowed()),
  TAKES_A_CRASH_FOR_A_FAILURE(
      Invariant.SAME_END,
      on(
          Event.Began.class,
          (machine, now, event) ->
              event instanceof Event.Began(var step) && state(now, step) == StepState.RUNNING
                  ? machine.react(now, new Event.Failed(step, Words.FAILED), Shape.AT)
                  : machine.react(now, event, Shape.AT)));

  final Invariant invariant;
  final Machine machine;

  /// Where it is looked for.
  final List<Shape> shapes;

  Mutant(Invariant invariant, Machine machine) {
    this(invariant, machine, Shapes.twoGraphs(), Shapes.chain());
  }

  Mutant(Invariant invariant, Machine machine, Shape... shapes) {
    this.invariant = invariant;
    this.machine = machine;
    this.shapes = List.of(shapes);
  }
}
