package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Traffic;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph.OnInconclusive;
import dev.millwright.spec.resource.ServingGraph.Rollout;
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

  /// @param stable the old release's traffic in the same stretch
  /// @throws StepFailure when the analysis fails, or is inconclusive and that means the same
  void pass(Rollout rollout, Release target, Traffic candidate, Traffic stable) throws StepFailure {
    switch (new Analysis(rollout, world.conditions()).judge(candidate, stable)) {
      case Analysis.Pass() -> {}
      case Analysis.Fail(var why) -> throw new StepFailure("the analysis fails: " + why);
      case Analysis.Inconclusive(var why) -> {
        if (rollout.onInconclusive() == OnInconclusive.RETURN) {
          throw new StepFailure("the analysis is inconclusive: " + why);
        }
        tell(target, "inconclusive (" + why + "); goes on, as the graph says");
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
