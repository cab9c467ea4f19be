package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Traffic;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.OnInconclusive;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Moves traffic from one release to another, share by share, and holds at each to judge it. A
/// release's graphs share the split: all of them move together.
public final class Shifting {
  private final World world;
  private final GraphSteps graphs;
  private final Pauses pauses;

  public Shifting(World world, GraphSteps graphs, Pauses pauses) {
    this.world = world;
    this.graphs = graphs;
    this.pauses = pauses;
  }

  /// The shares that a release takes one after the other before it takes all traffic, in percent.
  static List<Integer> shares(Release target) {
    return strictest(target).map(Rollout::steps).orElse(List.of());
  }

  /// Runs a share of the traffic on the target for a while and judges it.
  ///
  /// @throws StepFailure when the analysis fails
  void hold(Optional<Release> base, Release target) throws StepFailure, InterruptedException {
    Optional<Rollout> rollout = strictest(target);
    if (rollout.isPresent()) {
      hold(rollout.get(), rollout.get().pause(), base, target);
    }
  }

  /// Runs all traffic on the target for the proving time and judges it.
  public void prove(Release target) throws StepFailure, InterruptedException {
    Optional<Rollout> rollout = strictest(target);
    if (rollout.isPresent()) {
      hold(rollout.get(), rollout.get().prove(), Optional.empty(), target);
    }
  }

  /// Gives all traffic to one release.
  public void all(Release release, List<Release> bound, String revision)
      throws StepFailure, InterruptedException {
    SortedMap<Digest, Integer> shares = new TreeMap<>();
    shares.put(release.id(), 100);
    graphs.route(shares, bound, revision);
  }

  /// Lets requests come to their end that a release was chosen for before: none takes longer than
  /// its graph's timeout.
  public void drain(Release release) throws InterruptedException {
    Optional<Duration> longest =
        release.of(Kind.SERVING_GRAPH).stream()
            .map(graph -> ((ServingGraph) graph.definition()).timeout())
            .max(Comparator.naturalOrder());
    if (longest.isPresent()) {
      pauses.pause(longest.get());
    }
  }

  private void hold(Rollout rollout, Duration length, Optional<Release> base, Release target)
      throws StepFailure, InterruptedException {
    SortedMap<Digest, Traffic> before = traffic();
    pauses.pause(length);
    SortedMap<Digest, Traffic> after = traffic();
    Traffic stable = base.map(release -> since(before, after, release.id())).orElse(Traffic.NONE);
    switch (new Analysis(rollout, world.conditions())
        .judge(since(before, after, target.id()), stable)) {
      case Analysis.Pass() -> {}
      case Analysis.Fail(var why) -> throw new StepFailure("the analysis fails: " + why);
      case Analysis.Inconclusive(var why) -> {
        if (rollout.onInconclusive() == OnInconclusive.RETURN) {
          throw new StepFailure("the analysis is inconclusive: " + why);
        }
        world
            .tracking()
            .story()
            .tell(
                world.clock().instant(),
                "rollout",
                Optional.of(target.id().hex()),
                "inconclusive (" + why + "); goes on, as the graph says");
      }
    }
  }

  private SortedMap<Digest, Traffic> traffic() throws StepFailure, InterruptedException {
    try {
      return world.platform().gateway().traffic();
    } catch (PlatformFailure e) {
      throw new StepFailure("the gateway does not tell what it measured: " + e.getMessage(), e);
    }
  }

  /// A gateway that was started anew meanwhile counts from nothing: then all that it counted is of
  /// this stretch.
  private static Traffic since(
      SortedMap<Digest, Traffic> before, SortedMap<Digest, Traffic> after, Digest release) {
    Traffic then = before.getOrDefault(release, Traffic.NONE);
    Traffic now = after.getOrDefault(release, Traffic.NONE);
    if (now.requests() < then.requests()) {
      return now;
    }
    return new Traffic(
        now.requests() - then.requests(), now.errors() - then.errors(), now.p50(), now.p99());
  }

  /// Of several graphs' rollouts the one with the most steps: a release moves as carefully as its
  /// most careful graph.
  private static Optional<Rollout> strictest(Release release) {
    return release.of(Kind.SERVING_GRAPH).stream()
        .map(graph -> ((ServingGraph) graph.definition()).rollout())
        .max(
            Comparator.<Rollout>comparingInt(rollout -> rollout.steps().size())
                .thenComparing(Rollout::pause));
  }
}
