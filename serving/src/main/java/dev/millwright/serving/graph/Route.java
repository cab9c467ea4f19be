package dev.millwright.serving.graph;

import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.StepOrder;
import java.util.Arrays;

/// Which step follows which, by their places; a switch says so itself.
final class Route {
  static final int NOWHERE = -1;

  private final int[] next;
  private final int[] onError;

  Route(ServingGraph graph) {
    next = new int[graph.steps().size()];
    onError = new int[graph.steps().size()];
    Arrays.fill(next, NOWHERE);
    Arrays.fill(onError, NOWHERE);
    for (StepOrder.Way way : StepOrder.of(graph).ways()) {
      switch (way.manner()) {
        case NEXT -> next[way.from()] = way.to();
        case ERROR -> onError[way.from()] = way.to();
        case CASE, BRANCH -> {}
      }
    }
  }

  int next(int step) {
    return next[step];
  }

  int onError(int step) {
    return onError[step];
  }
}
