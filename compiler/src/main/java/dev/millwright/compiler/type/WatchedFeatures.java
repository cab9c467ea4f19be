package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import dev.millwright.spec.resource.ServingGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a graph's models take, and the distances that a monitor measures of it.
final class WatchedFeatures {
  private final Checks checks;
  private final Declared<Monitor> declared;
  private final SequencedMap<String, DataType> types = new LinkedHashMap<>();
  private final Place drift;

  private WatchedFeatures(Checks checks, Declared<Monitor> declared) {
    this.checks = checks;
    this.declared = declared;
    this.drift = declared.spec("drift");
  }

  static void check(Checks checks, Declared<Monitor> declared, ServingGraph graph) {
    WatchedFeatures features = new WatchedFeatures(checks, declared);
    boolean complete = !graph.models().isEmpty();
    for (Optional<Model> model : watched(checks, graph)) {
      complete &= features.gather(model);
    }
    if (complete) {
      features.own();
      features.shared();
    }
  }

  /// The graph's models that had a training here to compare with; all where none had.
  private static List<Optional<Model>> watched(Checks checks, ServingGraph graph) {
    List<Optional<Model>> all =
        graph.models().stream()
            .map(it -> checks.declarations.find(Model.class, Kind.MODEL, it))
            .map(it -> it.map(Declared::resource))
            .toList();
    List<Optional<Model>> trained =
        all.stream().filter(it -> it.flatMap(Model::artifact).isEmpty()).toList();
    return trained.isEmpty() ? all : trained;
  }

  /// Whether the model's columns are known; they are added.
  private boolean gather(Optional<Model> model) {
    return switch (model.map(Model::inputs).orElse(null)) {
      case null -> false;
      case Model.OfVector(var name) -> {
        Optional<FeatureVector> vector = Optional.ofNullable(checks.vectors.get(name));
        vector.ifPresent(it -> types.putAll(checks.columnsOf(it)));
        yield vector.filter(checks::isWhole).isPresent();
      }
      case Model.Fields(var fields) -> {
        fields.forEach(it -> types.put(it.name(), it.type()));
        yield true;
      }
    };
  }

  private void own() {
    declared.resource().drift().features().forEach(this::own);
  }

  private void own(String feature, SortedMap<Method, Double> thresholds) {
    Place place = drift.field("features").field(feature);
    DataType type = types.get(feature);
    if (type == null) {
      String message =
          "no model of `" + declared.resource().of() + "` takes a feature `" + feature + "`";
      checks.unknown(place, message, feature, measured().keySet());
      return;
    }
    if (!type.base().isScalar()) {
      checks.single(place, "what drift is measured of", type);
      return;
    }
    for (Method method : thresholds.keySet()) {
      if (!method.fits(type.base())) {
        misfit(
            place.field(method.word()),
            "`%s` says nothing of `%s`, which is %s".formatted(method.word(), feature, type),
            fitting(type.base()));
      }
    }
  }

  /// What is said of all features has to fit one.
  private void shared() {
    for (Method method : declared.resource().drift().standard().keySet()) {
      shared(method, drift.field("default").field(method.word()));
    }
    List<Method> methods =
        declared.resource().drift().methods().map(List::copyOf).orElse(List.of());
    Place list = drift.field("methods");
    methods.forEach(method -> shared(method, list.word(method.word())));
  }

  private void shared(Method method, Place place) {
    Map<String, BaseType> measured = measured();
    boolean fits = measured.values().stream().anyMatch(method::fits);
    if (!fits && !measured.isEmpty()) {
      String features =
          measured.entrySet().stream()
              .map(it -> "`" + it.getKey() + "` is " + it.getValue())
              .collect(Collectors.joining(", "));
      misfit(
          place,
          "`" + method.word() + "` says nothing of any feature of the models",
          features + "; take it out");
    }
  }

  private void misfit(Place place, String message, String hint) {
    checks.findings.add(place.error(Rule.METHOD_MISFIT, message).hint(hint));
  }

  private static String fitting(BaseType type) {
    String methods =
        Arrays.stream(Method.values())
            .filter(method -> method.fits(type))
            .map(Method::word)
            .collect(Collectors.joining(", "));
    return methods.isEmpty()
        ? "statistics are kept of numbers and of yes or no only: take it out"
        : "methods for " + type + ": " + methods;
  }

  private SortedMap<String, BaseType> measured() {
    SortedMap<String, BaseType> measured = new TreeMap<>();
    types.forEach(
        (name, type) -> {
          if (type.base().isNumeric() || type.base() == BaseType.BOOL) {
            measured.put(name, type.base());
          }
        });
    return measured;
  }
}
