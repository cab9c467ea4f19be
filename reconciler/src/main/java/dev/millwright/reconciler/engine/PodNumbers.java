package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/// Has as many pods run as make a share, where the gateway does not split requests. The target's
/// never are more than its share asks for while it has one: what is added to the base is added
/// before, what is taken from it after.
final class PodNumbers {
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
      run(side, graph);
    }
  }

  /// Has a graph of the target run.
  void run(Component graph) throws StepFailure, InterruptedException {
    run(Side.TARGET, graph);
  }

  private void run(Side side, Component graph) throws StepFailure, InterruptedException {
    int percent = side == Side.TARGET ? soonest() : progress.now().percent();
    Optional<PodShares> shares = shares(graph, percent);
    run(side, graph, shares.map(it -> it.of(side)).orElse(GraphSteps.declared(graph)));
  }

  /// The target's first share before it takes it: more pods would only be taken away again.
  private int soonest() {
    int now = progress.now().percent();
    return now > 0 ? now : Shifting.shares(progress.target()).stream().findFirst().orElse(100);
  }

  /// Before requests are sent so.
  void before(Move.Route route) throws StepFailure, InterruptedException {
    if (route.base() > 0) {
      change(Side.BASE, route.target(), Math::max);
    }
    if (route.target() > 0) {
      change(Side.TARGET, route.target(), (_, wanted) -> wanted);
    }
  }

  /// After that.
  void after(Move.Route route) throws StepFailure, InterruptedException {
    if (route.base() > 0 && route.target() > 0) {
      change(Side.BASE, route.target(), (_, wanted) -> wanted);
      tell(route.target());
    }
  }

  /// @param number of what runs and what the share asks for, how many are to run
  private void change(Side side, int percent, IntBinaryOperator number)
      throws StepFailure, InterruptedException {
    for (Component graph : GraphSteps.graphs(progress.of(side))) {
      Optional<PodShares> shares = shares(graph, percent);
      if (shares.isPresent()) {
        int now = of(side).getOrDefault(graph.address().name(), GraphSteps.declared(graph));
        int next = number.applyAsInt(now, shares.get().of(side));
        if (next != now) {
          run(side, graph, next);
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
        : Optional.of(
            PodShares.nearest(GraphSteps.declared(base), GraphSteps.declared(target), percent));
  }

  private void tell(int percent) {
    for (Component graph : GraphSteps.graphs(progress.of(Side.TARGET))) {
      shares(graph, percent)
          .filter(it -> Math.round(it.percent()) != percent)
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
