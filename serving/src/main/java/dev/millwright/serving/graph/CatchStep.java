package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// Where a request goes on when a step did not go through.
record CatchStep(String name) implements BoundStep {
  @Override
  public @Nullable Outcome run(Passage passage) {
    return null;
  }
}
