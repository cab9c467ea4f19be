package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Case;
import dev.millwright.spec.resource.ServingGraph.Respond;
import dev.millwright.spec.resource.ServingGraph.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One step against what is known where it stands.
final class StepCheck {
  private final Checks checks;
  private final ServingGraph graph;
  private final Flow flow;
  private final Place place;

  StepCheck(Checks checks, ServingGraph graph, Flow flow, Place place) {
    this.checks = checks;
    this.graph = graph;
    this.flow = flow;
    this.place = place;
  }

  /// The step with its formulas typed; what it brings is known from now on.
  Step check(Step step) {
    switch (step) {
      case ServingGraph.Enrich enrich -> flow.enrich(enrich, place.field("enrich"));
      case ServingGraph.Validate _ -> enriched("checks what an enrich step brings");
      case ServingGraph.ImputeMissing _ -> {
        enriched("fills what an enrich step brings");
        flow.impute();
      }
      case ServingGraph.Predict it -> flow.predict(it.model(), place.field("model").field("model"));
      case ServingGraph.Ensemble it -> flow.ensemble(it, place.field("ensemble"));
      case ServingGraph.AskFunction it ->
          new AskedFunction(checks, flow).ask(it, place.field("function"));
      case ServingGraph.Remote it -> remote(it, place.field("remote").field("outputs"));
      case ServingGraph.Switch it -> {
        return choose(it, place.field("switch"));
      }
      case ServingGraph.Transform it -> {
        return transform(it, place.field("transform"));
      }
      case Respond respond -> {
        return respond(respond, place.field("respond"));
      }
      case ServingGraph.Split _, ServingGraph.Merge _, ServingGraph.Queue _ -> {}
      case ServingGraph.Catch _ -> {}
    }
    return step;
  }

  private void enriched(String does) {
    if (!flow.known().isEnriched()) {
      String message = "this step " + does + ", and none comes before it";
      checks.findings.add(place.error(Rule.GRAPH_TOPOLOGY, message).hint("add an `enrich` step"));
    }
  }

  private void remote(ServingGraph.Remote step, Place outputs) {
    for (int i = 0; i < step.outputs().size(); i++) {
      NamedType output = step.outputs().get(i);
      flow.bring(output.name(), output.type(), outputs.element(i).field("name"));
    }
  }

  private Step choose(ServingGraph.Switch step, Place cases) {
    List<Case> typed = new ArrayList<>();
    for (int i = 0; i < step.cases().size(); i++) {
      Case each = step.cases().get(i);
      Place when = cases.element(i).field("when");
      Optional<Formula> condition = each.when().map(it -> type(it, Expectation.condition(), when));
      typed.add(new Case(condition, each.to(), each.maxLoops()));
    }
    return new ServingGraph.Switch(step.name(), typed);
  }

  private Step transform(ServingGraph.Transform step, Place derive) {
    SortedMap<String, Formula> typed = new TreeMap<>();
    step.derive()
        .forEach(
            (name, formula) ->
                typed.put(name, type(formula, Expectation.anything(), derive.field(name))));
    typed.forEach(
        (name, formula) ->
            formula
                .typed()
                .ifPresentOrElse(
                    tree -> flow.bring(name, tree.type(), derive.field(name)),
                    () -> flow.known().tainted = true));
    return new ServingGraph.Transform(step.name(), typed);
  }

  private Respond respond(Respond respond, Place fields) {
    Map<String, DataType> asked = new LinkedHashMap<>();
    graph.response().forEach(field -> asked.put(field.name(), field.type()));
    for (NamedType field : graph.response()) {
      if (!respond.fields().containsKey(field.name())) {
        checks.findings.add(
            fields
                .error(Rule.MISSING_FIELD, "the answer has no `" + field.name() + "`")
                .hint("add `" + field.name() + ": …`"));
      }
    }
    SortedMap<String, Formula> typed = new TreeMap<>();
    respond
        .fields()
        .forEach(
            (name, formula) -> typed.put(name, answer(name, formula, asked, fields.field(name))));
    return new Respond(respond.name(), typed);
  }

  private Formula answer(String name, Formula formula, Map<String, DataType> asked, Place at) {
    DataType type = asked.get(name);
    if (type == null) {
      String listed = "the response has: " + String.join(", ", asked.keySet());
      checks.findings.add(
          Diagnostic.error(
                  Rule.UNKNOWN_FIELD, at.key(), "`" + name + "` is no field of the response")
              .hint(Nearest.hint(name, asked.keySet()).orElse(listed)));
      return formula;
    }
    return type(formula, Expectation.assignable(type), at);
  }

  private Formula type(Formula formula, Expectation expectation, Place at) {
    return flow.known().tainted
        ? formula
        : checks.type(formula, flow.known().scope(), expectation, at, this::whichWay);
  }

  /// A name that only some ways to the step bring is told from one that none does.
  private Diagnostic whichWay(Diagnostic finding) {
    return flow.known().missing.entrySet().stream()
        .filter(it -> finding.rule() == Rule.EXPRESSION_NAME)
        .filter(it -> finding.message().contains("`" + it.getKey() + "`"))
        .findFirst()
        .map(
            it ->
                Diagnostic.error(
                        finding.rule(),
                        finding.span(),
                        "`%s` is not there on every way to here: not on %s"
                            .formatted(it.getKey(), it.getValue()))
                    .hint("bring it before the ways part, or on each of them"))
        .orElse(finding);
  }
}
