package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import dev.millwright.spec.resource.ServingGraph.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

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
    return rollout(checks, graph.rollout(), declared.spec("rollout"));
  }

  /// A rollout with its conditions typed.
  ///
  /// @param where it stands
  static Rollout rollout(Checks checks, Rollout rollout, Place where) {
    SequencedMap<String, DataType> now = new LinkedHashMap<>();
    List.of("error_rate", "p50_ms", "p99_ms")
        .forEach(name -> now.put(name, DataType.of(BaseType.FLOAT64)));
    now.put("requests", DataType.of(BaseType.INT64));
    Map<String, DataType> stable = new LinkedHashMap<>();
    now.forEach((name, type) -> stable.put("stable." + name, type.orNull()));
    Scope scope = new Scope(now).with(stable);
    List<Formula> analysis = new ArrayList<>();
    Place place = where.field("analysis");
    for (int i = 0; i < rollout.analysis().size(); i++) {
      Formula condition = rollout.analysis().get(i);
      analysis.add(checks.type(condition, scope, Expectation.condition(), place.element(i)));
    }
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
