package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Alert;
import dev.millwright.spec.resource.PlannedSource;
import dev.millwright.spec.resource.ServingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A monitor watches what its graph's models take, and writes to a set that records that graph.
final class MonitorCheck {
  private static final Scope ALERT =
      Scope.of(
          List.of(
              new NamedType("drifted", DataType.of(BaseType.BOOL)),
              new NamedType("drifted_features", DataType.of(BaseType.INT64)),
              new NamedType("samples", DataType.of(BaseType.INT64))));

  private final Checks checks;
  private final Declared<Monitor> declared;
  private final Monitor monitor;

  private MonitorCheck(Checks checks, Declared<Monitor> declared) {
    this.checks = checks;
    this.declared = declared;
    this.monitor = declared.resource();
  }

  static Monitor check(Checks checks, Declared<Monitor> declared) {
    MonitorCheck check = new MonitorCheck(checks, declared);
    checks
        .declarations
        .find(ServingGraph.class, Kind.SERVING_GRAPH, check.monitor.of())
        .ifPresent(graph -> check.features(graph.resource()));
    check.monitor.writeTo().ifPresent(check::record);
    return check.typed();
  }

  private void features(ServingGraph graph) {
    List<Name> models = graph.models();
    if (models.isEmpty()) {
      checks.findings.add(
          declared
              .spec("of")
              .error(
                  Rule.GRAPH_TOPOLOGY,
                  "`" + monitor.of() + "` asks no model, and the baseline is a model's training")
              .hint("watch a graph with a `model` step"));
    }
    SortedSet<String> known = new TreeSet<>();
    boolean complete = models.stream().allMatch(model -> columns(model, known));
    for (String feature : monitor.drift().features().keySet()) {
      if (complete && !models.isEmpty() && !known.contains(feature)) {
        Place place = declared.spec("drift").field("features").field(feature);
        String message = "no model of `" + monitor.of() + "` takes a feature `" + feature + "`";
        checks.unknown(place, message, feature, known);
      }
    }
  }

  /// Whether the model's columns are known; they are added.
  private boolean columns(Name name, SortedSet<String> known) {
    Optional<FeatureVector> vector =
        checks
            .declarations
            .find(Model.class, Kind.MODEL, name)
            .map(model -> checks.vectors.get(model.resource().inputs()));
    vector.ifPresent(
        it ->
            checks
                .columnsOf(it)
                .forEach(
                    (column, type) -> {
                      if (isMeasured(type.base())) {
                        known.add(column);
                      }
                    }));
    return vector.filter(checks::isWhole).isPresent();
  }

  private static boolean isMeasured(BaseType type) {
    return type.isNumeric() || type == BaseType.BOOL;
  }

  private void record(Name name) {
    Optional<FeatureSet> set =
        checks.declarations.find(FeatureSet.class, Kind.FEATURE_SET, name).map(Declared::resource);
    if (set.isPresent() && isElsewhere(set.get())) {
      checks.mismatch(
          declared.spec("writeTo").field("featureSet"),
          "`" + name + "` does not record `" + monitor.of() + "`",
          "give it `source: {recorded: " + monitor.of() + ", columns: […]}`");
    }
  }

  /// Whether it reads files or the record of another graph that there is.
  private boolean isElsewhere(FeatureSet set) {
    return switch (set.source()) {
      case FeatureSet.Files _, PlannedSource _ -> true;
      case FeatureSet.Recorded recorded ->
          !recorded.graph().equals(monitor.of())
              && isDeclared(recorded.graph())
              && isDeclared(monitor.of());
    };
  }

  private boolean isDeclared(Name graph) {
    return checks.declarations.declares(new Address(Kind.SERVING_GRAPH, graph));
  }

  private Monitor typed() {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < monitor.alerts().size(); i++) {
      Alert alert = monitor.alerts().get(i);
      Place place = declared.spec("alerts").element(i).field("when");
      Formula when = checks.type(alert.when(), ALERT, Expectation.condition(), place);
      alerts.add(
          new Alert(alert.name(), when, alert.forWindows(), alert.severity(), alert.cooldown()));
    }
    return new Monitor(
        monitor.metadata(),
        monitor.of(),
        monitor.window(),
        monitor.drift(),
        monitor.writeTo(),
        alerts,
        monitor.onDrift());
  }
}
