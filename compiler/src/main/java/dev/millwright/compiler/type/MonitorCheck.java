package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.PlannedSource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A monitor watches what its graph's models take, and writes to a set that records that graph.
final class MonitorCheck {
  // As many as an alert may wait for.
  private static final int MOST_WINDOWS = 1_000;

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
        .ifPresent(graph -> check.graph(graph.resource()));
    check.monitor.baseline().ifPresent(check::baseline);
    check.monitor.function().ifPresent(check::function);
    check.monitor.writeTo().ifPresent(check::record);
    check.windows();
    check.idle();
    return check.monitor.with(check.monitor.metadata(), new AlertsCheck(checks, declared).check());
  }

  private void windows() {
    Monitor.Windows window = monitor.window();
    if (window.size().dividedBy(window.slide()) > MOST_WINDOWS) {
      checks.findings.add(
          declared
              .spec("window")
              .field("slide")
              .error(
                  Rule.INVALID_VALUE,
                  "`spec.window.slide` is so short that more than "
                      + MOST_WINDOWS
                      + " windows look at each request")
              .hint("make it longer, or `size` shorter"));
    }
  }

  /// What an alert starts is never started without one.
  private void idle() {
    if (monitor.onDrift().isPresent() && monitor.alerts().isEmpty()) {
      checks.findings.add(
          Diagnostic.warning(
                  Rule.INVALID_VALUE,
                  declared.spec("onDrift").key(),
                  "`spec.onDrift` waits for an alert, and there is none, so that nothing starts")
              .hint("add `alerts: [{name: drifted, when: drifted}]`"));
    }
  }

  private void graph(ServingGraph graph) {
    if (graph.models().isEmpty()) {
      checks.findings.add(
          declared
              .spec("of")
              .error(
                  Rule.GRAPH_TOPOLOGY,
                  "`" + monitor.of() + "` asks no model, and the baseline is a model's training")
              .hint("watch a graph with a `model` step"));
    }
    trained(graph);
    WatchedFeatures.check(checks, declared, graph);
    monitor.performance().ifPresent(it -> new PerformanceCheck(checks, declared, graph).check(it));
  }

  /// Windows are compared with the training of each model that had one here, and by its bins.
  private void trained(ServingGraph graph) {
    List<Model> models =
        graph.models().stream()
            .flatMap(it -> checks.declarations.find(Model.class, Kind.MODEL, it).stream())
            .map(Declared::resource)
            .toList();
    boolean isUntrained =
        !models.isEmpty() && models.stream().allMatch(it -> it.artifact().isPresent());
    if (isUntrained && monitor.baseline().isEmpty()) {
      checks.findings.add(
          ArtifactCheck.untrained(
              declared.spec("of"),
              models.getFirst().metadata().name(),
              "there is no training of it here to compare windows with",
              "say what to compare with, such as `baseline: {window: 14d}`"));
    } else if (isUntrained) {
      checks.findings.add(
          Diagnostic.warning(
                  Rule.NOT_TAKEN,
                  declared.spec("baseline").key(),
                  "bins are those of a training, and `%s` is asked for artifacts only: nothing"
                          .formatted(monitor.of())
                      + " measures that yet, and a platform refuses it")
              .hint("leave the monitor out until a release says that it is measured"));
    }
  }

  /// What is kept is counts by `slide`.
  private void baseline(Stretch stretch) {
    Duration slide = monitor.window().slide();
    Place place = declared.spec("baseline");
    switch (stretch) {
      case Stretch.Before(var window) when window.compareTo(slide) < 0 ->
          empty(
              place.field("window"),
              "is shorter than the distance of two windows",
              "make it at least as long as `window.slide`, or that shorter");
      case Stretch.Between(var from, var to) when !to.isAfter(from) ->
          empty(place.field("to"), "is not after `from`", "exchange the two");
      case Stretch.Between(var from, var to) when Duration.between(from, to).compareTo(slide) < 0 ->
          empty(
              place.field("to"),
              "is closer to `from` than two windows are to each other",
              "make the stretch at least as long as `window.slide`");
      case Stretch.Before _, Stretch.Between _ -> {}
    }
  }

  private void empty(Place place, String message, String hint) {
    String name = place.pointer().substring(place.pointer().lastIndexOf('/') + 1);
    checks.findings.add(place.error(Rule.BASELINE_STRETCH, "`" + name + "` " + message).hint(hint));
  }

  private void function(Name name) {
    checks
        .declarations
        .find(Function.class, Kind.FUNCTION, name)
        .map(Declared::resource)
        .filter(it -> !it.inputs().keySet().containsAll(List.of("window", "baseline")))
        .ifPresent(
            it ->
                checks.mismatch(
                    declared.spec("function"),
                    "`" + name + "` does not take a window and its baseline",
                    "give it `inputs: {window: {type: dataset}, baseline: {type: dataset}}`"));
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
}
