package dev.millwright.reconciler.platform;

import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A serving graph of one replica that does nothing: for tests of what runs graphs.
public final class StepLessGraph {
  private StepLessGraph() {}

  public static ServingGraph of(Name name, Resources resources) {
    ServingGraph.Rollout rollout =
        new ServingGraph.Rollout(
            List.of(),
            Duration.ZERO,
            List.of(),
            1,
            ServingGraph.OnInconclusive.PROCEED,
            Duration.ZERO,
            Optional.empty());
    return new ServingGraph(
        new Metadata(name),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        1,
        resources,
        Duration.ofSeconds(1),
        Optional.empty(),
        Optional.empty(),
        rollout);
  }
}
