package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Case;
import dev.millwright.spec.resource.ServingGraph.Step;
import dev.millwright.spec.serving.StepOrder;
import dev.millwright.spec.serving.StepOrder.Way;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where steps name other steps: each is there, and leads where a request can go.
final class StepNames {
  private final Checks checks;
  private final ServingGraph graph;
  private final Place steps;
  private final StepOrder order;
  private final Set<Integer> dangling = new HashSet<>();

  StepNames(Checks checks, Declared<ServingGraph> declared, StepOrder order) {
    this.checks = checks;
    this.graph = declared.resource();
    this.steps = declared.spec("steps");
    this.order = order;
  }

  void check() {
    for (int i = 0; i < graph.steps().size(); i++) {
      step(i, graph.steps().get(i), steps.element(i));
    }
  }

  /// Whether every step that is named is there, and is led to: else more of that is only noise.
  boolean areAllKnown() {
    return dangling.isEmpty();
  }

  private void step(int at, Step step, Place place) {
    graph.ways().map(it -> it.after().get(step.name())).ifPresent(it -> after(at, step, it, place));
    graph
        .ways()
        .map(it -> it.onError().get(step.name()))
        .ifPresent(it -> known(at, it, place.field("onError").field("goTo")));
    if (step instanceof ServingGraph.Switch(var _, var cases)) {
      cases(at, cases, place.field("switch"));
    }
    if (step instanceof ServingGraph.Split(var _, var to)) {
      each(at, to, place.field("split"));
    }
    if (step instanceof ServingGraph.Catch(var _, var of)) {
      each(at, of, place.field("catch").field("of"));
    }
  }

  private void each(int at, List<String> names, Place place) {
    for (int i = 0; i < names.size(); i++) {
      known(at, names.get(i), place.element(i));
    }
  }

  private void after(int at, Step step, List<String> after, Place place) {
    if (at == 0) {
      finding(
          place.field("after"),
          "a request comes in at the first step, and nothing is before it",
          "leave `after` out, or write the first step first");
      return;
    }
    each(at, after, place.field("after"));
    for (int i = 0; i < after.size(); i++) {
      Optional<Integer> from = order.place(after.get(i));
      boolean leads =
          from.isEmpty()
              || !StepOrder.isFork(graph.steps().get(from.get()))
              || dangling.contains(from.get())
              || leads(from.get(), at);
      if (!leads) {
        dangling.add(at);
        finding(
            place.field("after").element(i),
            "`%s` does not lead to `%s`".formatted(after.get(i), step.name()),
            "name `%s` in `%s`".formatted(step.name(), after.get(i)));
      }
    }
  }

  private void cases(int at, List<Case> cases, Place place) {
    boolean closed = false;
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      Place here = place.element(i);
      known(at, each.to(), here.field(each.when().isPresent() ? "to" : "otherwise"));
      if (closed) {
        finding(here, "no request comes to what stands behind `otherwise`", "put it before");
      }
      closed |= each.when().isEmpty();
      Optional<Integer> to = each.maxLoops().flatMap(_ -> order.place(each.to()));
      if (to.isPresent() && !reaches(to.get(), at)) {
        finding(
            here.field("maxLoops"),
            "`" + each.to() + "` is no step that leads here, so this is no way back",
            "leave `maxLoops` out");
      }
    }
    if (!closed) {
      finding(
          place,
          "when no case holds there is no way to an answer",
          "add `- {otherwise: …}` as the last case");
    }
  }

  private void known(int at, String name, Place place) {
    if (order.place(name).isEmpty()) {
      dangling.add(at);
      List<String> names = graph.steps().stream().map(Step::name).toList();
      checks.unknown(place, "there is no step `" + name + "`", name, names);
    }
  }

  private boolean leads(int from, int to) {
    return order.ways().stream().anyMatch(way -> way.from() == from && way.to() == to);
  }

  private boolean reaches(int from, int to) {
    Set<Integer> seen = new HashSet<>(List.of(from));
    boolean more = true;
    while (more) {
      more = false;
      for (Way way : order.ways()) {
        more |= !way.bounded() && seen.contains(way.from()) && seen.add(way.to());
      }
    }
    return seen.contains(to);
  }

  private void finding(Place place, String message, String hint) {
    checks.findings.add(place.error(Rule.GRAPH_TOPOLOGY, message).hint(hint));
  }
}
