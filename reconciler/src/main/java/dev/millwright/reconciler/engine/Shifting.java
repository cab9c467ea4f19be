package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import dev.millwright.spec.resource.Taking;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Moves traffic from one release to another, share by share, and holds at each to judge it. A
/// release's graphs share the split: all of them move together, and each of them that changes is
/// judged by its own conditions.
public final class Shifting {
  private final Verdicts verdicts;
  private final GraphSteps graphs;
  private final Pauses pauses;

  public Shifting(World world, GraphSteps graphs, Pauses pauses) {
    this.verdicts = new Verdicts(world);
    this.graphs = graphs;
    this.pauses = pauses;
  }

  /// The shares that a release takes one after the other before it takes all traffic, in percent.
  static List<Integer> shares(Release target) {
    return strictest(target).map(it -> Taking.of(it).shares()).orElse(List.of());
  }

  /// Runs a share of the traffic on the target for a while and judges it beside the base.
  ///
  /// @throws StepFailure when the analysis fails
  void hold(Optional<Release> base, Release target) throws StepFailure, InterruptedException {
    Optional<Rollout> rollout = strictest(target);
    if (rollout.isPresent()) {
      hold(rollout.get().pause(), base, target, base);
    }
  }

  /// Runs all traffic on the target for the proving time and judges it.
  ///
  /// @param base what had the traffic before
  void prove(Optional<Release> base, Release target) throws StepFailure, InterruptedException {
    Optional<Rollout> rollout = strictest(target);
    if (rollout.isPresent()) {
      hold(rollout.get().prove(), base, target, Optional.empty());
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

  /// @param beside who answers meanwhile too
  private void hold(
      Duration length, Optional<Release> base, Release target, Optional<Release> beside)
      throws StepFailure, InterruptedException {
    SortedMap<Digest, ReleaseTraffic> before = verdicts.measured(Gateway::traffic);
    pauses.pause(length);
    SortedMap<Digest, ReleaseTraffic> after = verdicts.measured(Gateway::traffic);
    verdicts.pass(
        target,
        target.changedGraphs(base.map(Release::components).orElseGet(TreeMap::new)),
        since(before, after, target),
        beside.map(release -> since(before, after, release)));
  }

  static ReleaseTraffic since(
      SortedMap<Digest, ReleaseTraffic> before,
      SortedMap<Digest, ReleaseTraffic> after,
      Release release) {
    return after
        .getOrDefault(release.id(), ReleaseTraffic.NONE)
        .since(before.getOrDefault(release.id(), ReleaseTraffic.NONE));
  }

  /// Of several graphs' rollouts the one with the most shares: a release moves as carefully as its
  /// most careful graph.
  private static Optional<Rollout> strictest(Release release) {
    return release.of(Kind.SERVING_GRAPH).stream()
        .map(graph -> ((ServingGraph) graph.definition()).rollout())
        .max(
            Comparator.<Rollout>comparingInt(rollout -> Taking.of(rollout).shares().size())
                .thenComparing(Rollout::pause));
  }
}
