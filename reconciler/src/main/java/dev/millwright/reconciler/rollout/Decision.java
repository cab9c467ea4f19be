package dev.millwright.reconciler.rollout;

import dev.millwright.spec.plan.Step;
import java.util.List;

/// What a rollout does next.
public sealed interface Decision {
  /// Perform these steps, side by side; those that a crash interrupted are among them.
  record Perform(List<Step> steps) implements Decision {
    public Perform {
      steps = List.copyOf(steps);
    }
  }

  /// Nothing of a step is under way any more: make these moves, one after the other. When one does
  /// not succeed, all of them are made again, from the first.
  record Go(List<Move> moves) implements Decision {
    public Go {
      moves = List.copyOf(moves);
    }
  }

  /// Nothing: it has come to its end.
  record Rest() implements Decision {}
}
