package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.parameter.ParameterCheck;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.FeatureVector;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model: how it is trained, what it answers, what it must prove.
final class ModelCheck {
  static final List<String> METRICS =
      List.of("auc", "log_loss", "brier", "accuracy", "base_rate", "base_log_loss");
  private static final Pattern LIVE = Pattern.compile("\\blive\\.[A-Za-z_][A-Za-z0-9_]*");

  private final Checks checks;
  private final Declared<Model> declared;
  private final Model model;
  private final Optional<Function> function;

  private ModelCheck(Checks checks, Declared<Model> declared) {
    this.checks = checks;
    this.declared = declared;
    this.model = declared.resource();
    this.function =
        checks
            .declarations
            .find(Function.class, Kind.FUNCTION, model.trainedBy().function())
            .map(Declared::resource);
  }

  static Model check(Checks checks, Declared<Model> declared) {
    ModelCheck check = new ModelCheck(checks, declared);
    check.vector();
    check.outputs();
    Model.TrainedBy trainedBy = check.trainedBy();
    check.retrain();
    return check.model.with(check.model.metadata(), trainedBy, check.gates());
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

  private void vector() {
    Model.TrainedBy trained = model.trainedBy();
    Place place = declared.spec("trainedBy");
    if (!model.inputs().equals(trained.featureVector())) {
      checks.mismatch(
          declared.spec("inputs").field("featureVector"),
          "the model is trained on `" + trained.featureVector() + "` and asked with another vector",
          "write `featureVector: " + trained.featureVector() + "`");
    }
    if (trained.since().compareTo(trained.holdOut()) <= 0) {
      checks.invalid(
          place.field("holdOut"),
          "all examples are held out, and none is left to train on",
          "make it shorter than `since`");
    }
    Place input = place.field("inputs").field(trained.input());
    checks
        .declarations
        .find(FeatureVector.class, Kind.FEATURE_VECTOR, trained.featureVector())
        .ifPresent(vector -> trained(vector.resource(), input.field("featureVector")));
  }

  private void trained(FeatureVector vector, Place place) {
    label(vector, place);
    new KeptCheck(checks).check(vector, place);
    Optional.ofNullable(checks.vectors.get(vector.metadata().name()))
        .ifPresent(it -> numbers(it, place));
  }

  /// A model takes a fixed number of numbers: those of a vector are some of them, and a list is of
  /// any length. A list of the request's is for expressions alone.
  private void numbers(FeatureVector vector, Place place) {
    Set<String> request = new TreeSet<>();
    vector.request().forEach(field -> request.add(field.name()));
    checks
        .columnsOf(vector)
        .forEach(
            (name, type) -> {
              if (type.base() == BaseType.LIST && !request.contains(name)) {
                checks.findings.add(
                    place
                        .error(
                            Rule.WHOLE_NEEDED,
                            "a model takes numbers, and `%s` of `%s` is %s"
                                .formatted(name, vector.metadata().name(), type))
                        .hint(
                            "derive numbers from it, such as `CARDINALITY(%1$s)` or `%1$s[1]`, or"
                                    .formatted(name)
                                + " make it a vector"));
              }
            });
  }

  private void label(FeatureVector vector, Place place) {
    String name = vector.metadata().name().text();
    if (vector.label().isEmpty()) {
      checks.mismatch(
          place,
          "`" + name + "` has no label, and a model learns from one",
          "say `label: set.feature` in FeatureVector `" + name + "`");
      return;
    }
    checks
        .featureType(vector.label().get())
        .filter(type -> type.base() != BaseType.BOOL)
        .ifPresent(
            type ->
                checks.mismatch(
                    place,
                    "the label of `"
                        + name
                        + "` is "
                        + type
                        + ", and models are judged by yes or no",
                    "derive a bool, such as `late: delay > 15`"));
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

  private Model.TrainedBy trainedBy() {
    Model.TrainedBy trained = model.trainedBy();
    if (function.isEmpty()) {
      return trained;
    }
    Place place = declared.spec("trainedBy");
    inputs(function.get(), place.field("inputs"));
    SortedMap<String, String> parameters =
        new ParameterCheck(
                "`" + function.get().metadata().name() + "`",
                function.get().parameters(),
                checks.findings)
            .check(trained.parameters(), place.field("parameters"));
    return new Model.TrainedBy(
        trained.function(),
        parameters,
        trained.input(),
        trained.featureVector(),
        trained.since(),
        trained.holdOut(),
        trained.asOf());
  }

  private void inputs(Function trainer, Place place) {
    String name = trainer.metadata().name().text();
    String input = model.trainedBy().input();
    if (!trainer.inputs().containsKey(input)) {
      String message = "`" + name + "` takes no input `" + input + "`";
      checks.unknown(place.field(input), message, input, trainer.inputs().keySet());
    }
    trainer.inputs().keySet().stream()
        .filter(other -> !other.equals(input) && trainer.inputs().containsKey(input))
        .forEach(
            other ->
                checks.mismatch(
                    place,
                    "`" + name + "` asks for an input `" + other + "`, too",
                    "a model is trained on one input; remove the other from the function"));
    boolean trains =
        trainer.outputs().values().stream()
            .anyMatch(output -> output.type() == Function.OutputType.MODEL);
    if (!trains) {
      checks.mismatch(
          declared.spec("trainedBy").field("function"),
          "`" + name + "` makes no model",
          "add `model: {type: model}` to its `outputs`");
    }
  }

  private List<Formula> gates() {
    Scope scope = scope();
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

  private Scope scope() {
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
