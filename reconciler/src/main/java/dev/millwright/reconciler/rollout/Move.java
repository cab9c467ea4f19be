package dev.millwright.reconciler.rollout;

import dev.millwright.spec.plan.Step;
import java.util.List;
import java.util.Optional;

/// One thing that a leader does: it writes, or it has an effect. Each may be made again and leads
/// to the same.
public sealed interface Move {
  /// Makes what the event changes durable.
  record Keep(Event event) implements Move {}

  /// Does a step's own work.
  record Work(Step step) implements Move {}

  /// Has all graphs of a release run, and answer for both releases.
  record Run(Side side) implements Move {}

  /// Gives the releases their shares of the traffic, in percent; all graphs of a release at once.
  ///
  /// @param known the releases that a request in hand may still ask for by name; the last one's is
  ///   the gateway
  /// @param copied whether the target is asked what the base answers, by copies whose answers
  ///   nobody gets
  record Route(int base, int target, List<Side> known, boolean copied) implements Move {
    public Route {
      known = List.copyOf(known);
    }

    /// Without copies; those that were made before end with it.
    public Route(int base, int target, List<Side> known) {
      this(base, target, known, false);
    }
  }

  /// Lets traffic run and judges it.
  ///
  /// @param percent the target's share
  record Hold(int percent) implements Move {}

  /// Lets copies of requests be made for a while, and judges the target by how it answers them.
  record Watch() implements Move {}

  /// Ends the rollout's jobs, those included that an earlier leader has started.
  record EndRuns() implements Move {}

  /// Lets requests come to their end that a release was chosen for.
  record Drain(Side side) implements Move {}

  /// Has graph versions answer for one release alone.
  record Bind(Side side) implements Move {}

  /// Ends every process that one release does not need.
  ///
  /// @param but that release; absent when nothing is to stay
  record Stop(Optional<Side> but) implements Move {}
}
