package dev.millwright.reconciler.rollout;

import dev.millwright.tracking.RolloutRecord;
import java.util.List;

/// What an event leads to, all of it durable or nothing.
public record Turn(RolloutRecord rollout, List<Note> along) {
  public Turn {
    along = List.copyOf(along);
  }

  static Turn to(RolloutRecord rollout) {
    return new Turn(rollout, List.of());
  }
}
