package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Performance;
import dev.millwright.spec.resource.Performance.Labels;
import dev.millwright.spec.resource.Performance.Metric;
import dev.millwright.spec.resource.Performance.OnFields;
import dev.millwright.spec.resource.Performance.OnKeys;
import dev.millwright.spec.resource.ServingGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A monitor's labels find their requests, and its metrics fit them and the answers.
final class PerformanceCheck {
  private final Checks checks;
  private final ServingGraph graph;
  private final Place place;
  private final Place labels;
  private final SequencedMap<String, DataType> request;

  PerformanceCheck(Checks checks, Declared<Monitor> declared, ServingGraph graph) {
    this.checks = checks;
    this.graph = graph;
    this.place = declared.spec("performance");
    this.labels = place.field("labels");
    this.request = types(graph.request());
  }

  void check(Performance performance) {
    Optional<DataType> answer = prediction(performance);
    checks
        .declarations
        .find(FeatureSet.class, Kind.FEATURE_SET, performance.labels().featureSet())
        .map(Declared::resource)
        .ifPresent(
            set -> {
              join(performance.labels(), set);
              label(performance.labels(), set)
                  .ifPresent(label -> metrics(performance, label, answer));
            });
  }

  /// The type of what is held against the label.
  private Optional<DataType> prediction(Performance performance) {
    SequencedMap<String, DataType> response = types(graph.response());
    if (performance.prediction().isEmpty()) {
      if (response.size() > 1) {
        String fields = String.join(", ", response.keySet());
        checks.invalid(
            place.field("labels").field("field"),
            "the response has several fields, and one is held against the label",
            "say `prediction:`, one of " + fields);
        return Optional.empty();
      }
      return Optional.of(response.firstEntry().getValue());
    }
    String field = performance.prediction().get();
    if (!response.containsKey(field)) {
      checks.unknown(
          place.field("prediction"),
          "the response has no field `" + field + "`",
          field,
          response.keySet());
    }
    return Optional.ofNullable(response.get(field));
  }

  private Optional<DataType> label(Labels asked, FeatureSet set) {
    List<String> known = set.features().stream().map(FeatureSet.Feature::name).toList();
    if (!known.contains(asked.field())) {
      checks.unknown(
          labels.field("field"),
          "`" + asked.featureSet() + "` has no feature `" + asked.field() + "`",
          asked.field(),
          known);
    }
    return set.features().stream()
        .filter(it -> it.name().equals(asked.field()))
        .map(FeatureSet.Feature::type)
        .findFirst();
  }

  private void metrics(Performance performance, DataType label, Optional<DataType> answer) {
    for (Metric metric : performance.metrics()) {
      Place at = place.field("metrics").word(metric.word());
      if (!metric.fits(label.base())) {
        misfit(
            at,
            "`%s` says nothing of the label `%s`, which is %s"
                .formatted(metric.word(), performance.labels().field(), label),
            fitting(label.base()));
      } else if (answer.filter(it -> !answers(metric, label.base(), it.base())).isPresent()) {
        misfit(
            at,
            "`%s` asks for %s, and the answer is %s"
                .formatted(metric.word(), asked(metric, label.base()), answer.orElseThrow()),
            "hold another field of the response against the label: `prediction:`");
      }
    }
  }

  private static boolean answers(Metric metric, BaseType label, BaseType answer) {
    boolean isProbability = answer == BaseType.FLOAT32 || answer == BaseType.FLOAT64;
    if (label == BaseType.BOOL) {
      return isProbability || (!metric.asksProbability() && answer == BaseType.BOOL);
    }
    return label.isNumeric() ? answer.isNumeric() : answer == label;
  }

  private static String asked(Metric metric, BaseType label) {
    if (label == BaseType.BOOL) {
      return metric.asksProbability() ? "a probability, a float" : "yes or no or a probability";
    }
    return label.isNumeric() ? "a number" : "a " + label;
  }

  private static String fitting(BaseType label) {
    String metrics =
        Arrays.stream(Metric.values())
            .filter(metric -> metric.fits(label))
            .map(Metric::word)
            .collect(Collectors.joining(", "));
    return metrics.isEmpty()
        ? "a label is a yes or no, a number or a text"
        : "metrics for " + label + ": " + metrics;
  }

  private void join(Labels asked, FeatureSet set) {
    switch (asked.join()) {
      case OnFields(var fields) -> fields.forEach(field -> onField(field, asked, set));
      case OnKeys keys -> onKeys(keys, set);
    }
  }

  private void onField(String field, Labels asked, FeatureSet set) {
    SequencedMap<String, DataType> held = types(set.entities());
    set.features().forEach(it -> held.put(it.name(), it.type()));
    SequencedMap<String, DataType> sent = new LinkedHashMap<>(request);
    sent.putIfAbsent("request_id", DataType.of(BaseType.STRING));
    Place at = labels.field("joinOn").word(field);
    if (!held.containsKey(field)) {
      apart(at, "`" + asked.featureSet() + "` has no `" + field + "`", held);
    } else if (!sent.containsKey(field)) {
      apart(at, "the request has no `" + field + "`", sent);
    } else {
      same(at, field, held.get(field), field, sent.get(field));
    }
  }

  private void onKeys(OnKeys join, FeatureSet set) {
    SequencedMap<String, DataType> entities = types(set.entities());
    Place keys = labels.field("keys");
    for (String entity : entities.keySet()) {
      if (!join.keys().containsKey(entity)) {
        String hint = "add `" + entity + ": ` and the field of the request that holds it";
        unjoined(keys, "the entity `" + entity + "` is missing, and labels are of it", hint);
      }
    }
    join.keys()
        .forEach(
            (entity, field) -> {
              Place at = keys.field(entity);
              if (!entities.containsKey(entity)) {
                apart(at, "the set has no entity `" + entity + "`", entities);
              } else {
                inRequest(at, entity, entities.get(entity), field);
              }
            });
    if (set.timestamp().isEmpty()) {
      String message = "`" + set.metadata().name() + "` has no timestamp for a time to be held to";
      unjoined(labels.field("time"), message, "join on fields instead: `joinOn:`");
    } else {
      DataType time = DataType.of(BaseType.TIMESTAMP);
      inRequest(labels.field("time"), set.timestamp().get(), time, join.time());
    }
  }

  private void inRequest(Place at, String held, DataType type, String field) {
    if (request.containsKey(field)) {
      same(at, held, type, field, request.get(field));
    } else {
      apart(at, "the request has no field `" + field + "`", request);
    }
  }

  private void same(Place at, String held, DataType type, String field, DataType sent) {
    if (type.base() != sent.base()) {
      unjoined(
          at,
          "`%s` of the labels is %s, and `%s` of the request is %s"
              .formatted(held, type, field, sent),
          "join what has the same type on both sides");
    }
  }

  private void apart(Place at, String message, SequencedMap<String, DataType> known) {
    unjoined(at, message, "there are: " + String.join(", ", known.keySet()));
  }

  private void unjoined(Place at, String message, String hint) {
    checks.findings.add(at.error(Rule.LABEL_JOIN, message).hint(hint));
  }

  private void misfit(Place at, String message, String hint) {
    checks.findings.add(at.error(Rule.METRIC_MISFIT, message).hint(hint));
  }

  private static SequencedMap<String, DataType> types(List<NamedType> named) {
    SequencedMap<String, DataType> types = new LinkedHashMap<>();
    named.forEach(it -> types.put(it.name(), it.type()));
    return types;
  }
}
