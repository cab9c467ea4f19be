package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.ServingGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model: where it comes from, what it answers, what it must prove.
final class ModelCheck {
  static final List<String> METRICS =
      List.of("auc", "log_loss", "brier", "accuracy", "base_rate", "base_log_loss");
  private static final Pattern LIVE = Pattern.compile("\\blive\\.[A-Za-z_][A-Za-z0-9_]*");

  private final Checks checks;
  private final Declared<Model> declared;
  private final Model model;

  private ModelCheck(Checks checks, Declared<Model> declared) {
    this.checks = checks;
    this.declared = declared;
    this.model = declared.resource();
  }

  static Model check(Checks checks, Declared<Model> declared) {
    return new ModelCheck(checks, declared).check();
  }

  private Model check() {
    outputs();
    return switch (model.origin()) {
      case Model.TrainedBy how -> trained(how);
      case Model.Artifact file -> {
        new ArtifactCheck(checks, declared).check(file);
        yield model;
      }
    };
  }

  private Model trained(Model.TrainedBy how) {
    Optional<Function> function =
        checks
            .declarations
            .find(Function.class, Kind.FUNCTION, how.function())
            .map(Declared::resource);
    TrainingCheck training = new TrainingCheck(checks, declared, how);
    training.vector();
    Model.TrainedBy typed = function.map(training::by).orElse(how);
    retrain();
    return model.with(model.metadata(), typed, gates(scope(function)));
  }

  private void retrain() {
    Place place = declared.spec("retrain");
    model
        .retrain()
        .flatMap(Model.Retrain::schedule)
        .ifPresent(it -> new ScheduleCheck(checks).check(it, place.field("schedule")));
    model
        .retrain()
        .flatMap(Model.Retrain::onDrift)
        .flatMap(it -> checks.declarations.find(Monitor.class, Kind.MONITOR, it))
        .map(Declared::resource)
        .ifPresent(monitor -> drift(monitor, place.field("onDrift")));
  }

  /// What a monitor sees drift has to be what this model is asked with.
  private void drift(Monitor monitor, Place place) {
    checks
        .declarations
        .find(ServingGraph.class, Kind.SERVING_GRAPH, monitor.of())
        .map(Declared::resource)
        .filter(graph -> !graph.models().contains(model.metadata().name()))
        .ifPresent(
            graph ->
                checks.mismatch(
                    place,
                    "`%s` watches `%s`, which never asks this model"
                        .formatted(monitor.metadata().name(), graph.metadata().name()),
                    "name a monitor of a graph that does"));
  }

  private void outputs() {
    Place place = declared.spec("outputs");
    if (model.outputs().size() > 1) {
      checks.invalid(
          place.element(1), "a model answers one probability", "keep the first output only");
    }
    DataType type = model.outputs().getFirst().type();
    if (!type.equals(DataType.of(BaseType.FLOAT64))) {
      checks.mismatch(
          place.element(0).field("type"),
          "a probability is float64, not " + type,
          "write `type: float64`");
    }
  }

  private List<Formula> gates(Scope scope) {
    List<Formula> typed = new ArrayList<>();
    for (int i = 0; i < model.gates().size(); i++) {
      Formula gate = model.gates().get(i);
      Place place = declared.spec("gates").element(i);
      typed.add(
          checks.type(
              gate, scope, Expectation.condition(), place, finding -> better(gate, finding)));
    }
    return typed;
  }

  /// Of a first model, `live` is unknown: said as such, since a gate like that never opens.
  private static Diagnostic better(Formula gate, Diagnostic finding) {
    Matcher live = LIVE.matcher(gate.text());
    if (finding.rule() != Rule.EXPRESSION_NULLABLE || !live.find()) {
      return finding;
    }
    String cure = live.group() + " IS NULL OR " + gate.text().replaceAll("\\s+", " ");
    return Diagnostic.error(
            Rule.GATE_WITHOUT_LIVE,
            finding.span(),
            "the first model has nothing to be compared with, and `"
                + live.group()
                + "` is unknown then")
        .hint("write `" + cure + "`");
  }

  private static Scope scope(Optional<Function> function) {
    SequencedMap<String, DataType> names = new LinkedHashMap<>();
    METRICS.forEach(metric -> names.put(metric, DataType.of(BaseType.FLOAT64)));
    names.put("examples", DataType.of(BaseType.INT64));
    function.ifPresent(it -> it.outputs().forEach((name, output) -> add(names, name, output)));
    Map<String, DataType> live = new LinkedHashMap<>();
    names.forEach((name, type) -> live.put("live." + name, type.orNull()));
    return new Scope(names).with(live);
  }

  private static void add(
      SequencedMap<String, DataType> names, String name, Function.Output output) {
    switch (output.type()) {
      case FLOAT64 -> names.putIfAbsent(name, DataType.of(BaseType.FLOAT64));
      case INT64 -> names.putIfAbsent(name, DataType.of(BaseType.INT64));
      case STRING -> names.putIfAbsent(name, DataType.of(BaseType.STRING));
      case MODEL, DATASET, VALUE -> {}
    }
  }
}
