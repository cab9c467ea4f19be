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
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Alert;
import dev.millwright.spec.resource.Monitor.Quality;
import dev.millwright.spec.resource.Performance;
import dev.millwright.spec.resource.Performance.Metric;
import dev.millwright.spec.resource.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A monitor's alerts: conditions over what it looks at.
final class AlertsCheck {
  private static final Set<String> DRIFT = Set.of("drifted", "drifted_features");

  private final Checks checks;
  private final Declared<Monitor> declared;
  private final Set<Metric> metrics;
  private final Scope scope;

  AlertsCheck(Checks checks, Declared<Monitor> declared) {
    this.checks = checks;
    this.declared = declared;
    this.metrics =
        declared
            .resource()
            .performance()
            .map(Performance::metrics)
            .map(Set::copyOf)
            .orElse(Set.of());
    this.scope = scope();
  }

  List<Alert> check() {
    List<Alert> alerts = new ArrayList<>();
    for (Alert alert : declared.resource().alerts()) {
      Place place = declared.spec("alerts").element(alerts.size()).field("when");
      Formula when =
          checks.type(alert.when(), scope, Expectation.condition(), place, this::unwatched);
      for (Metric metric : metrics) {
        if (when.typed().filter(it -> it.names().contains(metric.word())).isPresent()) {
          checks.notTaken(place, when, metric.word());
        }
      }
      drifting(when, place);
      told(alert, declared.spec("alerts").element(alerts.size()).field("notify"));
      alerts.add(alert.with(when));
    }
    return alerts;
  }

  /// Nothing drifts where no distance is asked for.
  private void drifting(Formula when, Place place) {
    Monitor.Drift drift = declared.resource().drift();
    boolean asks =
        !drift.standard().isEmpty()
            || drift.features().values().stream().anyMatch(it -> !it.isEmpty());
    if (!asks
        && when.typed().stream().anyMatch(it -> it.names().stream().anyMatch(DRIFT::contains))) {
      checks.findings.add(
          place
              .error(Rule.NOT_LOOKED_AT, "no distance counts as drift here, so nothing ever drifts")
              .hint("say which does, such as `drift: {default: {psi: 0.2}}`"));
    }
  }

  /// Whom an alert tells is declared by the project.
  private void told(Alert alert, Place place) {
    alert.notified().ifPresent(names -> names.forEach(it -> told(it.text(), place, channels())));
  }

  private void told(String name, Place place, Set<String> channels) {
    // A Project that cannot be read may have it.
    if (channels.contains(name) || checks.declarations.broken().mayHold(Kind.PROJECT)) {
      return;
    }
    String message = "the project has no notification `" + name + "`";
    if (channels.isEmpty()) {
      checks.findings.add(
          place
              .word(name)
              .error(Rule.UNKNOWN_REFERENCE, message)
              .hint(
                  "declare it in the Project, such as `notifications: {"
                      + name
                      + ": {type: webhook, url: https://alerts.example.com/flights}}`"));
      return;
    }
    checks.unknown(place.word(name), message, name, channels);
  }

  private Set<String> channels() {
    return checks.declarations.all(Project.class).stream()
        .flatMap(project -> project.resource().notifications().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Scope scope() {
    SequencedMap<String, DataType> names = new LinkedHashMap<>();
    names.put("drifted", DataType.of(BaseType.BOOL));
    names.put("drifted_features", DataType.of(BaseType.INT64));
    names.put("samples", DataType.of(BaseType.INT64));
    for (Quality quality : Quality.values()) {
      if (declared.resource().looksAt(quality)) {
        names.put(quality.word(), DataType.of(BaseType.BOOL));
      }
    }
    for (Metric metric : Metric.values()) {
      if (metrics.contains(metric)) {
        names.put(metric.word(), DataType.of(BaseType.FLOAT64).orNull());
      }
    }
    return new Scope(names);
  }

  /// A name that a monitor may know, and this one does not, is told from one that none does.
  private Diagnostic unwatched(Diagnostic finding) {
    if (finding.rule() != Rule.EXPRESSION_NAME) {
      return finding;
    }
    return Arrays.stream(Quality.values())
        .map(Quality::word)
        .filter(word -> isAbout(finding, word))
        .findFirst()
        .map(word -> unwatched(finding, word, "add it to `quality`: `quality: [" + known(word)))
        .or(
            () ->
                Arrays.stream(Metric.values())
                    .map(Metric::word)
                    .filter(word -> isAbout(finding, word))
                    .findFirst()
                    .map(word -> unwatched(finding, word, asMetric(word))))
        .orElse(finding);
  }

  private String asMetric(String word) {
    return metrics.isEmpty()
        ? "say under `performance` where labels come from, with `metrics: [" + word + "]`"
        : "add it to `performance.metrics`";
  }

  private String known(String word) {
    Optional<String> others =
        declared
            .resource()
            .quality()
            .map(it -> it.stream().map(Quality::word).collect(Collectors.joining(", ")));
    return others.map(it -> it + ", ").orElse("") + word + "]`";
  }

  private static boolean isAbout(Diagnostic finding, String word) {
    return finding.message().contains("`" + word + "`");
  }

  private static Diagnostic unwatched(Diagnostic finding, String word, String hint) {
    String message = "the monitor does not look at `" + word + "`, so the alert cannot fire on it";
    return Diagnostic.error(Rule.NOT_LOOKED_AT, finding.span(), message).hint(hint);
  }
}
