package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Decision;
import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.rollout.Turn;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.RolloutRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The machine with one thing changed in it.
record Altered(
    Machine machine, Moves moves, Decides decides, Reacts reacts, boolean resumes, Fence fence)
    implements Machine {
  /// Changes a step's moves.
  @FunctionalInterface
  interface Moves {
    /// @param moves may be changed
    List<Move> of(RolloutRecord now, Step step, List<Move> moves);
  }

  /// Changes what is decided.
  @FunctionalInterface
  interface Decides {
    Decision of(RolloutRecord now, Decision decision);
  }

  /// Changes what an event leads to.
  @FunctionalInterface
  interface Reacts {
    /// @param machine as it should be
    Turn of(Machine machine, RolloutRecord now, Event event);
  }

  /// What is kept from earlier leaders.
  enum Fence {
    ALL,
    RECORD_ONLY,
    PLATFORM_ONLY
  }

  private static Altered nothing() {
    return new Altered(
        new RolloutMachine(Words.SHARES),
        (_, _, moves) -> moves,
        (_, decision) -> decision,
        (machine, now, event) -> machine.react(now, event, Shape.AT),
        true,
        Fence.ALL);
  }

  static Altered moves(Moves moves) {
    Altered it = nothing();
    return new Altered(it.machine, moves, it.decides, it.reacts, true, it.fence);
  }

  static Altered decides(Decides decides) {
    Altered it = nothing();
    return new Altered(it.machine, it.moves, decides, it.reacts, true, it.fence);
  }

  static Altered reacts(Reacts reacts) {
    Altered it = nothing();
    return new Altered(it.machine, it.moves, it.decides, reacts, true, it.fence);
  }

  static Altered withoutResume() {
    Altered it = nothing();
    return new Altered(it.machine, it.moves, it.decides, it.reacts, false, it.fence);
  }

  static Altered fence(Fence fence) {
    Altered it = nothing();
    return new Altered(it.machine, it.moves, it.decides, it.reacts, true, fence);
  }

  @Override
  public Turn react(RolloutRecord now, Event event, Instant at) {
    return reacts.of(machine, now, event);
  }

  @Override
  public Decision decide(RolloutRecord now) {
    return decides.of(now, machine.decide(now));
  }

  @Override
  public List<Move> resume(RolloutRecord now) {
    return resumes ? machine.resume(now) : List.of();
  }

  @Override
  public List<Move> moves(RolloutRecord now, Step step) {
    return moves.of(now, step, new ArrayList<>(machine.moves(now, step)));
  }

  @Override
  public boolean mayKeep(long highest, long by) {
    return fence == Fence.PLATFORM_ONLY || machine.mayKeep(highest, by);
  }

  @Override
  public boolean mayAct(long highest, long by) {
    return fence == Fence.RECORD_ONLY || machine.mayAct(highest, by);
  }
}
