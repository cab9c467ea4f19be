package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Decision;
import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Note;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.reconciler.rollout.Turn;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepState;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What mutants have in common.
final class Faults {
  private Faults() {}

  /// Steps of one kind make their moves differently.
  static Altered of(Action action, UnaryOperator<List<Move>> change) {
    return Altered.moves((_, step, moves) -> step.action() == action ? change.apply(moves) : moves);
  }

  /// Each such move comes before the one that it should follow.
  static List<Move> early(List<Move> moves, Predicate<Move> which) {
    for (int i = 1; i < moves.size(); i++) {
      if (which.test(moves.get(i))) {
        Collections.swap(moves, i - 1, i);
      }
    }
    return moves;
  }

  static List<Move> without(List<Move> moves, Predicate<Move> which) {
    return moves.stream().filter(which.negate()).toList();
  }

  static List<Move> with(List<Move> moves, int index, Move... more) {
    moves.addAll(index, List.of(more));
    return moves;
  }

  static final Move SERVING = new Move.Route(100, 0, List.of(Side.BASE, Side.TARGET));

  /// The same traffic, and copies.
  static Move copying(Move move) {
    return move instanceof Move.Route(var base, var target, var known, var _)
        ? new Move.Route(base, target, known, true)
        : move;
  }

  /// A way lacks such moves.
  static Altered way(Phase phase, Predicate<Move> which) {
    return Altered.decides(
        (now, decision) ->
            decision instanceof Decision.Go(var moves) && now.phase() == phase
                ? new Decision.Go(without(moves, which))
                : decision);
  }

  /// Steps are ready when this holds, as long as any is.
  static Altered ready(Altered.Decides change) {
    return Altered.decides(
        (now, decision) ->
            decision instanceof Decision.Perform ? change.of(now, decision) : decision);
  }

  static Decision perform(RolloutRecord now, Predicate<Step> which) {
    return new Decision.Perform(
        now.plan().steps().stream()
            .filter(step -> step.action() != Action.RETIRE)
            .filter(which)
            .toList());
  }

  /// Events of one kind lead to something else.
  static Altered on(Class<? extends Event> kind, Altered.Reacts change) {
    return Altered.reacts(
        (machine, now, event) ->
            kind.isInstance(event)
                ? change.of(machine, now, event)
                : machine.react(now, event, Shape.AT));
  }

  static Turn noted(Turn turn, Note... along) {
    return new Turn(turn.rollout(), List.of(along));
  }

  static Turn stays(RolloutRecord now) {
    return new Turn(now, List.of());
  }

  static StepState state(RolloutRecord now, Step step) {
    return RolloutMachine.record(now, step.id()).state();
  }

  static Step step(RolloutRecord now, Action action) {
    return now.plan().steps().stream()
        .filter(step -> step.action() == action)
        .findFirst()
        .orElseThrow();
  }

  /// The same record in another phase.
  static Turn in(RolloutRecord now, Phase phase) {
    return stays(
        new RolloutRecord(
            now.id(),
            now.base(),
            now.good(),
            now.target(),
            now.revision(),
            now.plan(),
            phase,
            now.percent(),
            now.steps(),
            Optional.of(Words.FAILED),
            now.successor(),
            now.began(),
            now.changed(),
            Optional.empty()));
  }
}
