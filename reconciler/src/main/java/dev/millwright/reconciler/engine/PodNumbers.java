package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Has as many pods run as make a share, where the gateway does not split requests. The target's
/// never are more than its share asks for while it has one: what is added to the base is added
/// before, what is taken from it after.
final class PodNumbers {
  private static final int WHOLE = 100;

  private final World world;
  private final Progress progress;
  private final GraphSteps graphs;
  private final Map<Side, Map<Name, Integer>> running = new EnumMap<>(Side.class);

  PodNumbers(World world, Progress progress, GraphSteps graphs) {
    this.world = world;
    this.progress = progress;
    this.graphs = graphs;
  }

  /// Has all graphs of a side run, as many as it has of the traffic by now.
  void run(Side side) throws StepFailure, InterruptedException {
    for (Component graph : GraphSteps.graphs(progress.of(side))) {
      int percent = progress.now().percent();
      run(side, graph, shares(graph, percent).map(it -> it.of(side)).orElse(declared(graph)));
    }
  }

  /// Before requests are sent so.
  void before(Move.Route route) throws StepFailure, InterruptedException {
    if (route.base() > 0) {
      change(Side.BASE, route, true);
    }
    if (route.target() > 0) {
      change(Side.TARGET, route, true);
      change(Side.TARGET, route, false);
    }
  }

  /// After that.
  void after(Move.Route route) throws StepFailure, InterruptedException {
    if (route.base() > 0 && route.target() > 0) {
      change(Side.BASE, route, false);
      tell(route.target());
    }
  }

  private void change(Side side, Move.Route route, boolean isMore)
      throws StepFailure, InterruptedException {
    if (!route.known().contains(side)) {
      return;
    }
    for (Component graph : GraphSteps.graphs(progress.of(side))) {
      Optional<PodShares> shares = shares(graph, route.target());
      if (shares.isPresent()) {
        int wanted = shares.get().of(side);
        int now = of(side).getOrDefault(graph.address().name(), declared(graph));
        if (isMore ? wanted > now : wanted < now) {
          run(side, graph, wanted);
        }
      }
    }
  }

  private void run(Side side, Component graph, int number)
      throws StepFailure, InterruptedException {
    List<Release> both = progress.both();
    graphs.start(
        graph, number, side == Side.TARGET ? both : both.reversed(), progress.revisionOf(side));
    of(side).put(graph.address().name(), number);
  }

  private Map<Name, Integer> of(Side side) {
    return running.computeIfAbsent(side, _ -> new HashMap<>());
  }

  /// Absent where its pods are not split by their number: the gateway splits, or there is no other
  /// version.
  private Optional<PodShares> shares(Component graph, int percent) {
    if (world.platform().gateway().splits() || progress.base().isEmpty()) {
      return Optional.empty();
    }
    Component base = progress.of(Side.BASE).components().get(graph.address());
    Component target = progress.of(Side.TARGET).components().get(graph.address());
    return base == null || target == null || base.version().equals(target.version())
        ? Optional.empty()
        : Optional.of(PodShares.nearest(declared(base), declared(target), percent));
  }

  private static int declared(Component graph) {
    return ((ServingGraph) graph.definition()).replicas();
  }

  private void tell(int percent) {
    for (Component graph : GraphSteps.graphs(progress.of(Side.TARGET))) {
      shares(graph, percent)
          .filter(it -> percent < WHOLE && Math.round(it.percent()) != percent)
          .ifPresent(
              it ->
                  progress.tell(
                      "%s: %d of %d pods are of the new release, %.0f %% instead of %d %%"
                          .formatted(
                              graph.label(),
                              it.target(),
                              it.base() + it.target(),
                              it.percent(),
                              percent)));
    }
  }
}
