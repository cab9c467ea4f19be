package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Respond;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import dev.millwright.spec.resource.ServingGraph.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// A serving graph: one clear way from the request to the answer, and types that fit along it.
final class ServingGraphCheck {
  private final Checks checks;
  private final Declared<ServingGraph> declared;
  private final ServingGraph graph;
  private final Flow flow;

  private ServingGraphCheck(Checks checks, Declared<ServingGraph> declared) {
    this.checks = checks;
    this.declared = declared;
    this.graph = declared.resource();
    this.flow = new Flow(checks, graph);
  }

  static ServingGraph check(Checks checks, Declared<ServingGraph> declared) {
    ServingGraphCheck check = new ServingGraphCheck(checks, declared);
    ServingGraph graph = check.graph;
    List<Step> steps = check.steps();
    return new ServingGraph(
        graph.metadata(),
        graph.request(),
        graph.response(),
        steps,
        graph.replicas(),
        graph.resources(),
        graph.timeout(),
        graph.batching(),
        check.rollout());
  }

  private List<Step> steps() {
    List<Step> typed = new ArrayList<>();
    int last = graph.steps().size() - 1;
    for (int i = 0; i <= last; i++) {
      Step step = graph.steps().get(i);
      Place place = declared.spec("steps").element(i);
      boolean responds = step instanceof Respond;
      if (responds && i < last) {
        topology(place, "`" + step.name() + "` answers, and steps follow it", "make it the last");
      }
      if (!responds && i == last) {
        topology(place, "the last step gives no answer", "end with a `respond` step");
      }
      typed.add(step(step, place));
    }
    return typed;
  }

  private void topology(Place place, String message, String hint) {
    checks.findings.add(place.error(Rule.GRAPH_TOPOLOGY, message).hint(hint));
  }

  private Step step(Step step, Place place) {
    switch (step) {
      case ServingGraph.Enrich enrich -> flow.enrich(enrich, place.field("enrich"));
      case ServingGraph.Validate _ -> enriched(place, "checks what an enrich step brings");
      case ServingGraph.ImputeMissing _ -> {
        enriched(place, "fills what an enrich step brings");
        flow.impute();
      }
      case ServingGraph.Predict predict -> flow.predict(predict, place.field("model"));
      case Respond respond -> {
        return respond(respond, place.field("respond"));
      }
    }
    return step;
  }

  private void enriched(Place place, String does) {
    if (!flow.isEnriched()) {
      topology(place, "this step " + does + ", and none comes before it", "add an `enrich` step");
    }
  }

  private Respond respond(Respond respond, Place place) {
    Map<String, DataType> asked = new LinkedHashMap<>();
    graph.response().forEach(field -> asked.put(field.name(), field.type()));
    for (NamedType field : graph.response()) {
      if (!respond.fields().containsKey(field.name())) {
        checks.findings.add(
            place
                .error(Rule.MISSING_FIELD, "the answer has no `" + field.name() + "`")
                .hint("add `" + field.name() + ": …`"));
      }
    }
    SortedMap<String, Formula> typed = new TreeMap<>();
    respond
        .fields()
        .forEach(
            (name, formula) -> typed.put(name, answer(name, formula, asked, place.field(name))));
    return new Respond(respond.name(), typed);
  }

  private Formula answer(String name, Formula formula, Map<String, DataType> asked, Place place) {
    DataType type = asked.get(name);
    if (type == null) {
      String listed = "the response has: " + String.join(", ", asked.keySet());
      checks.findings.add(
          Diagnostic.error(
                  Rule.UNKNOWN_FIELD, place.key(), "`" + name + "` is no field of the response")
              .hint(Nearest.hint(name, asked.keySet()).orElse(listed)));
      return formula;
    }
    return flow.isTainted()
        ? formula
        : checks.type(formula, flow.scope(), Expectation.assignable(type), place);
  }

  private Rollout rollout() {
    SequencedMap<String, DataType> now = new LinkedHashMap<>();
    List.of("error_rate", "p50_ms", "p99_ms")
        .forEach(name -> now.put(name, DataType.of(BaseType.FLOAT64)));
    now.put("requests", DataType.of(BaseType.INT64));
    Map<String, DataType> stable = new LinkedHashMap<>();
    now.forEach((name, type) -> stable.put("stable." + name, type.orNull()));
    Scope scope = new Scope(now).with(stable);
    Rollout rollout = graph.rollout();
    List<Formula> analysis = new ArrayList<>();
    Place place = declared.spec("rollout").field("analysis");
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
        rollout.prove());
  }
}
