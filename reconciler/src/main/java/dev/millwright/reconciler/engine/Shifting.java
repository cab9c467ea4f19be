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
import java.util.ArrayList;
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

  /// Keeps the target's share durably before it takes effect.
  @FunctionalInterface
  public interface Cursor {
    /// @throws InterruptedException when the target is to get no more traffic
    void at(int percent, int index) throws InterruptedException;
  }

  /// Moves all traffic to the target.
  ///
  /// @param from the index of the share to begin with, after a crash
  /// @throws StepFailure when an analysis fails
  public void shift(
      Optional<Release> base, Release target, String revision, int from, Cursor cursor)
      throws StepFailure, InterruptedException {
    List<Release> both = both(base, target);
    graphs.bind(both);
    List<Integer> shares =
        new ArrayList<>(
            base.isPresent() ? strictest(target).map(Rollout::steps).orElse(List.of()) : List.of());
    shares.add(100);
    for (int index = from; index < shares.size(); index++) {
      cursor.at(shares.get(index), index);
      SortedMap<Digest, Traffic> before = traffic();
      graphs.route(split(base, target, shares.get(index)), both, revision);
      if (shares.get(index) < 100) {
        hold(
            strictest(target).orElseThrow(),
            strictest(target).orElseThrow().pause(),
            base,
            target,
            before);
      }
    }
  }

  /// Runs all traffic on the target for the proving time and judges it.
  public void prove(Release target) throws StepFailure, InterruptedException {
    Optional<Rollout> rollout = strictest(target);
    if (rollout.isPresent()) {
      SortedMap<Digest, Traffic> before = traffic();
      hold(rollout.get(), rollout.get().prove(), Optional.empty(), target, before);
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

  private void hold(
      Rollout rollout,
      Duration length,
      Optional<Release> base,
      Release target,
      SortedMap<Digest, Traffic> before)
      throws StepFailure, InterruptedException {
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

  private static SortedMap<Digest, Integer> split(
      Optional<Release> base, Release target, int percent) {
    SortedMap<Digest, Integer> shares = new TreeMap<>();
    base.filter(release -> !release.id().equals(target.id()))
        .ifPresent(release -> shares.put(release.id(), 100 - percent));
    shares.put(target.id(), percent);
    return shares;
  }

  private static List<Release> both(Optional<Release> base, Release target) {
    List<Release> both = new ArrayList<>();
    base.ifPresent(both::add);
    both.add(target);
    return both;
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
