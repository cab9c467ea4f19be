package dev.millwright.spec.binding;

import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Performance;
import dev.millwright.spec.resource.Performance.Join;
import dev.millwright.spec.resource.Performance.Labels;
import dev.millwright.spec.resource.Performance.Metric;
import dev.millwright.spec.resource.Performance.OnFields;
import dev.millwright.spec.resource.Performance.OnKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/// Where a monitor's labels come from, and what is reckoned of them.
final class PerformanceBinding {
  private PerformanceBinding() {}

  static Performance read(Fields fields) {
    return new Performance(
        fields
            .required(
                "labels", "{featureSet: outcomes, field: late, joinOn: [request_id], within: 2d}")
            .fields(PerformanceBinding::labels),
        fields.optional("prediction").map(value -> Words.identifier(value, "late_probability")),
        metrics(fields.required("metrics", "[auc]")));
  }

  private static SortedSet<Metric> metrics(Value value) {
    if (value.node().isArray() && value.node().isEmpty()) {
      value.invalid("is empty, and at least one metric is asked", "add one, such as `auc`");
    }
    return Choices.of(value, Metric.values(), Metric::word);
  }

  private static Labels labels(Fields fields) {
    Name set = Words.reference(fields, "featureSet", "flight-outcomes");
    String field = Words.identifier(fields.required("field", "late"), "late");
    Duration within = Words.positiveDuration(fields.required("within", "2d"), "2d");
    return new Labels(set, field, join(fields), within);
  }

  private static Join join(Fields fields) {
    Optional<Value> time = fields.optional("time");
    if (!fields.has("keys") && time.isPresent()) {
      fields.invalid("time", "stands without `keys`", "take it out, or say what joins beside it");
    }
    return fields.oneOf(
        List.of(
            new Fields.Variant<Join>("joinOn", "[request_id]", PerformanceBinding::onFields),
            new Fields.Variant<Join>("keys", "{origin: origin}", value -> onKeys(value, fields))));
  }

  private static OnFields onFields(Value value) {
    List<String> names = value.some(element -> Words.identifier(element, "request_id"));
    return new OnFields(value.unique(names, name -> name));
  }

  private static OnKeys onKeys(Value value, Fields fields) {
    if (value.node().isObject() && value.node().isEmpty()) {
      value.invalid("is empty, and at least one entity is asked", "add `entity: field`");
    }
    SortedMap<String, String> keys =
        value.map(Words.IDENTIFIER, Words.AN_IDENTIFIER, it -> Words.identifier(it, "origin"));
    return new OnKeys(keys, Words.identifier(fields.required("time", "scheduled"), "scheduled"));
  }
}
