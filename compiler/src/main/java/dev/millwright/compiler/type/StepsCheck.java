package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Case;
import dev.millwright.spec.resource.ServingGraph.Merge;
import dev.millwright.spec.resource.ServingGraph.Respond;
import dev.millwright.spec.resource.ServingGraph.Step;
import dev.millwright.spec.resource.ServingGraph.Switch;
import dev.millwright.spec.serving.StepOrder.Manner;
import dev.millwright.spec.serving.StepOrder.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The steps of a graph in the order in which a request can come to them: what is known at each is
/// what every way to it brings.
final class StepsCheck {
  private final Checks checks;
  private final ServingGraph graph;
  private final Topology topology;
  private final Brought brought;
  private final Place steps;
  private final TreeMap<Integer, StepScope> before = new TreeMap<>();
  private final TreeMap<Integer, StepScope> behind = new TreeMap<>();

  StepsCheck(Checks checks, Declared<ServingGraph> declared) {
    this.checks = checks;
    this.graph = declared.resource();
    this.steps = declared.spec("steps");
    this.topology = new Topology(checks, declared);
    this.brought = new Brought(graph.request());
  }

  List<Step> check() {
    List<Step> typed = new ArrayList<>(graph.steps());
    topology.check();
    for (int i : topology.order()) {
      Step step = graph.steps().get(i);
      StepScope known = into(i, step);
      before.put(i, known.copy());
      Flow flow = new Flow(checks, graph, known, brought, step.name());
      typed.set(i, new StepCheck(checks, graph, flow, steps.element(i)).check(step));
      behind.put(i, known);
    }
    topology.order().forEach(this::back);
    return typed;
  }

  private StepScope into(int to, Step step) {
    List<StepScope> ways = new ArrayList<>();
    if (to == 0) {
      ways.add(StepScope.of(graph.request()));
    }
    topology.into(to).forEach(way -> ways.add(along(way)));
    if (ways.isEmpty()) {
      StepScope nothing = StepScope.of(graph.request());
      nothing.tainted = true;
      return nothing;
    }
    if (step instanceof Merge && isWhole(ways, steps.element(to))) {
      return StepScope.all(ways);
    }
    StepScope known = StepScope.any(ways);
    known.tainted |= !(step instanceof Merge) && splits(ways, step, steps.element(to));
    return known;
  }

  /// Whether ways of a split come together, or one of them answers, where nothing waits for the
  /// others.
  private boolean splits(List<StepScope> ways, Step step, Place place) {
    boolean apart = ways.stream().anyMatch(it -> !it.branches.equals(ways.getFirst().branches));
    if (apart) {
      topology.finding(
          place,
          "ways of a split come together here, and nothing waits for all of them",
          "put a `merge` step here, and this one after it");
    } else if (step instanceof Respond && !ways.getFirst().branches.isEmpty()) {
      topology.finding(
          place,
          "`%s` answers on one way of `%s`, and the others are still to come"
              .formatted(step.name(), ways.getFirst().branches.getLast().step()),
          "answer behind a `merge` of its ways");
    }
    return apart;
  }

  private StepScope along(Way way) {
    String from = graph.steps().get(way.from()).name();
    StepScope known = (way.manner() == Manner.ERROR ? before : behind).get(way.from());
    StepScope next = (known == null ? StepScope.of(graph.request()) : known).past(from);
    if (way.manner() == Manner.BRANCH) {
      next.branches.add(new StepScope.Branch(from, graph.steps().get(way.to()).name()));
    }
    return next;
  }

  /// Whether all ways of one split come in, and nothing else does.
  private boolean isWhole(List<StepScope> ways, Place place) {
    Optional<StepScope.Branch> open =
        ways.stream()
            .flatMap(it -> it.branches.stream().skip(Math.max(0, it.branches.size() - 1)))
            .findFirst();
    Optional<ServingGraph.Split> split =
        open.flatMap(it -> topology.place(it.step()))
            .map(it -> (ServingGraph.Split) graph.steps().get(it));
    boolean whole =
        split.isPresent()
            && ways.stream().allMatch(it -> !it.branches.isEmpty())
            && ways.stream()
                .map(it -> it.branches.getLast())
                .map(it -> it.step().equals(split.get().name()) ? it.to() : "")
                .sorted()
                .toList()
                .equals(split.get().to().stream().sorted().toList());
    if (!whole) {
      topology.finding(
          place,
          "a merge waits for all ways of one split, and others come in here",
          "name the last step of each way in `after`");
    }
    return whole;
  }

  /// A way back must bring what the steps that it leads to have had before.
  private void back(int from) {
    if (!(graph.steps().get(from) instanceof Switch(var _, var cases))) {
      return;
    }
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      StepScope target = topology.place(each.to()).map(before::get).orElse(null);
      StepScope here = behind.get(from);
      if (each.maxLoops().isPresent() && target != null && here != null) {
        List<String> lacks =
            target.names.keySet().stream().filter(it -> !here.names.containsKey(it)).toList();
        if (!lacks.isEmpty() && !here.tainted) {
          topology.finding(
              steps.element(from).field("switch").element(i).field("to"),
              "`%s` needs `%s`, and not every way to here brings it"
                  .formatted(each.to(), lacks.getFirst()),
              "lead back to a step that every way to here has passed");
        }
      }
    }
  }
}
