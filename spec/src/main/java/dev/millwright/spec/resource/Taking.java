package dev.millwright.spec.resource;

import dev.millwright.spec.resource.ServingGraph.Exposure;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import dev.millwright.spec.resource.ServingGraph.Strategy;
import java.util.List;
import java.util.Optional;

/// What a graph's rollout means: a canary takes its steps and then all; a blue-green version takes
/// all at once; a shadow as well, after it was asked beside the stable version, which any version
/// may be.
///
/// @param shares what it takes before it takes all, in percent: its steps, which only a canary has
/// @param atOnce whether it takes all at once by its strategy, whatever steps there are
/// @param shadow whether it is asked beside the stable version before it takes any share
public record Taking(List<Integer> shares, boolean atOnce, boolean shadow) {
  public Taking {
    shares = List.copyOf(shares);
  }

  public static Taking of(Rollout rollout) {
    Optional<Exposure> exposure = rollout.exposure();
    Strategy strategy = exposure.map(Exposure::strategy).orElse(Strategy.CANARY);
    boolean atOnce = strategy != Strategy.CANARY;
    boolean shadow =
        strategy == Strategy.SHADOW || exposure.map(Exposure::shadow).orElse(Boolean.FALSE);
    return new Taking(atOnce ? List.of() : rollout.steps(), atOnce, shadow);
  }

  /// Of a graph.
  public static Taking of(ServingGraph graph) {
    return of(graph.rollout());
  }
}
