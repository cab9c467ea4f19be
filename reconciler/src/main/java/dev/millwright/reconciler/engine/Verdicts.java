package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.reconciler.platform.Traffic;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.OnInconclusive;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Judges what was measured of a release, and what follows of that.
record Verdicts(World world) {
  /// Asks the gateway for something that it counts.
  @FunctionalInterface
  interface Measure<T> {
    SortedMap<Digest, T> of(Gateway gateway) throws PlatformFailure, InterruptedException;
  }

  /// @throws StepFailure when the gateway does not tell
  <T> SortedMap<Digest, T> measured(Measure<T> what) throws StepFailure, InterruptedException {
    try {
      return what.of(world.platform().gateway());
    } catch (PlatformFailure e) {
      throw new StepFailure("the gateway does not tell what it measured: " + e.getMessage(), e);
    }
  }

  /// Judges each of these graphs by its own conditions.
  ///
  /// @param stable the old release's traffic in the same stretch, where it answers beside
  /// @throws StepFailure when an analysis fails, or is inconclusive and that means the same
  void pass(
      Release target,
      List<Component> graphs,
      ReleaseTraffic candidate,
      Optional<ReleaseTraffic> stable)
      throws StepFailure {
    for (Component graph : graphs) {
      Name name = graph.address().name();
      pass(target, graph, candidate.of(name), stable.map(it -> it.of(name)));
    }
  }

  private void pass(Release target, Component graph, Traffic candidate, Optional<Traffic> stable)
      throws StepFailure {
    Rollout rollout = ((ServingGraph) graph.definition()).rollout();
    String analysis = "the analysis of " + graph.address().name();
    switch (new Analysis(rollout, world.conditions()).judge(candidate, stable)) {
      case Analysis.Pass() -> {}
      case Analysis.Fail(var why) -> throw new StepFailure(analysis + " fails: " + why);
      case Analysis.Inconclusive(var why) -> {
        if (rollout.onInconclusive() == OnInconclusive.RETURN) {
          throw new StepFailure(analysis + " is inconclusive: " + why);
        }
        tell(target, analysis + " is inconclusive (" + why + "); goes on, as the graph says");
      }
    }
  }

  void tell(Release target, String sentence) {
    world
        .tracking()
        .story()
        .tell(world.clock().instant(), "rollout", Optional.of(target.id().hex()), sentence);
  }
}
