package dev.millwright.reconciler.rollout;

import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.RolloutRecord;
import java.time.Instant;
import java.util.List;

/// The rules that a rollout goes by: state and event to state and moves. Whoever carries a rollout
/// out (the engine on real processes, the explorer on imagined ones) decides nothing.
public interface Machine {
  /// What an event changes. An event that comes too late changes nothing.
  Turn react(RolloutRecord now, Event event, Instant at);

  /// What is next; the same for a record that was just written and one that was read after a crash.
  ///
  /// @throws IllegalStateException when the plan's steps wait for one another
  Decision decide(RolloutRecord now);

  /// What a leader that takes office makes sure of first: that traffic is where the record says,
  /// whatever has happened to those who answer. When a move does not succeed the rest is left, and
  /// the rollout goes on.
  List<Move> resume(RolloutRecord now);

  /// A step's moves, from where the record says that it is. When one does not succeed the step has
  /// failed. After each [Move.Keep] the rest is only made while the rollout [moves
  /// forward][RolloutMachine#movesForward].
  List<Move> moves(RolloutRecord now, Step step);

  /// Whether the record takes a change.
  ///
  /// @param highest the epoch of the leader that took office last
  /// @param by the epoch of the one who asks
  boolean mayKeep(long highest, long by);

  /// Whether what runs follows a move. Asked before each; a platform that several leaders may reach
  /// at once asks again when the move arrives.
  ///
  /// @param highest the highest epoch that it knows of
  /// @param by the epoch of the one who decided the move
  boolean mayAct(long highest, long by);
}
