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

  /// Everything is proven: what nothing needs any more may go.
  record Retire() implements Decision {}

  /// Give all traffic back to the release before.
  record Return() implements Decision {}

  /// Nothing: it has come to its end.
  record Rest() implements Decision {}
}
