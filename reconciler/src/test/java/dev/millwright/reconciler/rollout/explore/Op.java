package dev.millwright.reconciler.rollout.explore;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Side;
import org.jspecify.annotations.Nullable;

/// A move with a number, the same object wherever it occurs.
///
/// @param event what is kept by it; absent when it has an effect
record Op(int number, Move move, @Nullable Event event) {
  boolean keeps() {
    return event != null;
  }

  /// Whether a leader that has been replaced could still do harm by it: it reaches what runs.
  boolean reaches() {
    return switch (move) {
      case Move.Run _, Move.Route _, Move.Bind _, Move.Stop _ -> true;
      case Move.Keep _, Move.Work _, Move.Hold _, Move.Watch _, Move.EndRuns _, Move.Drain _ ->
          false;
    };
  }

  /// In words.
  String words() {
    return switch (move) {
      case Move.Keep(var kept) -> "records " + words(kept);
      case Move.Work(var step) -> "does " + step.id();
      case Move.Run(var side) -> "has the " + word(side) + " run";
      case Move.Route(var base, var target, var known, var copied) ->
          "gives base %d%%, target %d%%%s, known are %s"
              .formatted(base, target, copied ? " and copies" : "", known);
      case Move.Hold(var percent) -> "judges " + percent + "%";
      case Move.Watch() -> "judges the copies";
      case Move.EndRuns() -> "ends the rollout's jobs";
      case Move.Drain(var side) -> "drains the " + word(side);
      case Move.Bind(var side) -> "binds the " + word(side) + " alone";
      case Move.Stop(var but) -> "stops all but " + but.map(Op::word).orElse("nothing");
    };
  }

  static String words(Event event) {
    return switch (event) {
      case Event.Began(var step) -> "that " + step.id() + " begins";
      case Event.Done(var step) -> "that " + step.id() + " is done";
      case Event.Failed(var step, var _) -> "that " + step.id() + " failed";
      case Event.Share(var _, var percent, var _) -> "a share of " + percent + "%";
      case Event.Newer _ -> "that a newer commit is there";
      case Event.Proven() -> "that everything is proven";
      case Event.Back() -> "that the base has all traffic";
      case Event.Obstructed(var newer) -> newer ? "an obstacle, a newer commit waiting" : "nothing";
      case Event.Ended() -> "the end";
    };
  }

  private static String word(Side side) {
    return side.name().toLowerCase(java.util.Locale.ROOT);
  }
}
