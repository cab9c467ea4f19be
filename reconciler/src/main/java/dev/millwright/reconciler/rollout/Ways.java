package dev.millwright.reconciler.rollout;

import static dev.millwright.reconciler.rollout.Side.BASE;
import static dev.millwright.reconciler.rollout.Side.TARGET;

import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.RolloutRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The order of moves. Nothing here knows what succeeded: moves that were made before are made
/// again.
final class Ways {
  private static final int WHOLE = 100;

  private Ways() {}

  /// The way back needs none of this: it begins with the like.
  ///
  /// @param percent the target's share, as it was intended last
  static List<Move> resume(RolloutRecord now, int percent) {
    List<Move> moves = new ArrayList<>();
    boolean alone = now.base().isEmpty();
    if (percent < WHOLE && !alone) {
      moves.add(new Move.Run(BASE));
    }
    if (percent > 0) {
      moves.add(new Move.Run(TARGET));
      moves.add(forward(now, percent));
    } else if (!alone) {
      moves.add(new Move.Route(WHOLE, 0, List.of(BASE)));
    }
    return moves;
  }

  /// A share moves right after everything that will answer has been seen to run: what an earlier
  /// step started, or was live, may be gone since.
  static List<Move> shift(RolloutRecord now, Step step, List<Integer> shares) {
    List<Move> moves = new ArrayList<>();
    boolean alone = now.base().isEmpty();
    List<Integer> all = new ArrayList<>(alone ? List.of() : shares);
    all.add(WHOLE);
    for (int i = RolloutMachine.record(now, step.id()).cursor(); i < all.size(); i++) {
      int percent = all.get(i);
      moves.addAll(alone ? List.of() : List.of(new Move.Run(BASE)));
      moves.add(new Move.Run(TARGET));
      moves.add(new Move.Keep(new Event.Share(step, percent, i)));
      moves.add(forward(now, percent));
      moves.addAll(percent < WHOLE ? List.of(new Move.Hold(percent)) : List.of());
    }
    return moves;
  }

  /// The target is asked what the base answers, while it has no share.
  static List<Move> shadow(RolloutRecord now) {
    return now.base().isEmpty()
        ? List.of()
        : List.of(
            new Move.Run(BASE),
            new Move.Run(TARGET),
            new Move.Route(WHOLE, 0, List.of(BASE, TARGET), true),
            new Move.Watch(),
            new Move.Route(WHOLE, 0, List.of(BASE, TARGET)));
  }

  static List<Move> prove(RolloutRecord now) {
    return List.of(new Move.Run(TARGET), forward(now, WHOLE), new Move.Hold(WHOLE));
  }

  private static Move forward(RolloutRecord now, int percent) {
    return now.base().isEmpty()
        ? new Move.Route(0, percent, List.of(TARGET))
        : new Move.Route(WHOLE - percent, percent, List.of(BASE, TARGET));
  }

  /// Requests that the base was chosen for come to their end before anything of it goes, and before
  /// anything can be in the way: a newer commit that does not wait for the rest finds none of them.
  static List<Move> retire(RolloutRecord now) {
    List<Move> moves = new ArrayList<>();
    moves.addAll(now.base().isEmpty() ? List.of() : List.of(new Move.Drain(BASE)));
    moves.add(new Move.Run(TARGET));
    moves.add(new Move.Route(0, WHOLE, List.of(TARGET)));
    moves.add(new Move.Bind(TARGET));
    moves.add(new Move.Stop(Optional.of(TARGET)));
    moves.add(new Move.Keep(new Event.Ended()));
    return moves;
  }

  /// The base takes all traffic before anything of the target goes.
  static List<Move> back(RolloutRecord now) {
    List<Move> moves = new ArrayList<>();
    boolean alone = now.base().isEmpty();
    moves.add(new Move.EndRuns());
    moves.addAll(alone ? List.of() : List.of(new Move.Run(BASE)));
    moves.addAll(now.percent() > 0 ? withdrawn(alone) : List.of());
    moves.addAll(alone ? List.of() : List.of(new Move.Route(WHOLE, 0, List.of(BASE))));
    moves.add(new Move.Keep(new Event.Back()));
    moves.addAll(alone ? List.of() : List.of(new Move.Bind(BASE)));
    moves.add(new Move.Stop(alone ? Optional.empty() : Optional.of(BASE)));
    moves.add(new Move.Keep(new Event.Ended()));
    return moves;
  }

  /// Requests in hand may still ask the target's other graphs, by name.
  private static List<Move> withdrawn(boolean alone) {
    return alone
        ? List.of(
            new Move.Route(0, 0, List.of(TARGET)),
            new Move.Drain(TARGET),
            new Move.Route(0, 0, List.of()))
        : List.of(new Move.Route(WHOLE, 0, List.of(TARGET, BASE)), new Move.Drain(TARGET));
  }
}
