package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import dev.millwright.spec.resource.ServingGraph.Step;
import java.util.List;

/// A serving graph: one clear way from the request to the answer, and types that fit along it.
final class ServingGraphCheck {
  private final Checks checks;
  private final Declared<ServingGraph> declared;
  private final ServingGraph graph;

  private ServingGraphCheck(Checks checks, Declared<ServingGraph> declared) {
    this.checks = checks;
    this.declared = declared;
    this.graph = declared.resource();
  }

  static ServingGraph check(Checks checks, Declared<ServingGraph> declared) {
    ServingGraphCheck check = new ServingGraphCheck(checks, declared);
    ServingGraph graph = check.graph;
    List<Step> steps = new StepsCheck(checks, declared).check();
    new OneProcess(checks).check(graph, declared.spec("steps"));
    return new ServingGraph(
        graph.metadata(),
        graph.request(),
        graph.response(),
        steps,
        graph.ways(),
        graph.replicas(),
        graph.resources(),
        graph.timeout(),
        graph.batching(),
        graph.scaling(),
        check.rollout());
  }

  private void sticky(String field) {
    Place place = declared.spec("rollout").field("stickyBy");
    List<String> known = graph.request().stream().map(NamedType::name).toList();
    graph.request().stream()
        .filter(it -> it.name().equals(field))
        .forEach(it -> checks.single(place, "what a caller is known by", it.type()));
    if (!known.contains(field)) {
      checks.unknown(place, "the request has no field `" + field + "`", field, known);
    }
  }

  private Rollout rollout() {
    graph.rollout().exposure().flatMap(ServingGraph.Exposure::stickyBy).ifPresent(this::sticky);
    return rollout(checks, graph.rollout(), graph.response(), declared.spec("rollout"));
  }

  /// A rollout with its conditions typed.
  ///
  /// @param response of the graph that it is of; nothing where it holds for several
  /// @param where it stands
  static Rollout rollout(Checks checks, Rollout rollout, List<NamedType> response, Place where) {
    List<Formula> analysis =
        new AnalysisCheck(checks, response).check(rollout.analysis(), where.field("analysis"));
    return new Rollout(
        rollout.steps(),
        rollout.pause(),
        analysis,
        rollout.minSamples(),
        rollout.onInconclusive(),
        rollout.prove(),
        rollout.exposure());
  }
}
