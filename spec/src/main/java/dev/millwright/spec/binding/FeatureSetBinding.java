package dev.millwright.spec.binding;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Impute;
import dev.millwright.spec.resource.FeatureSet.Policy;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.FeatureSet.Window;
import dev.millwright.spec.resource.FeatureSet.With;
import dev.millwright.spec.resource.Metadata;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

final class FeatureSetBinding {
  private FeatureSetBinding() {}

  static FeatureSet read(Metadata metadata, Fields spec) {
    var entities =
        Words.someNamedTypes(spec.required("entities", "[{name: origin, type: string}]"));
    var timestamp = spec.optional("timestamp").map(it -> Words.identifier(it, "scheduled"));
    var availableAt = spec.optional("availableAt").map(Words::formula);
    SourceBinding feed =
        spec.required("source", "{connection: flights, path: flights.parquet, columns: []}")
            .fields(SourceBinding::read);
    return new FeatureSet(
        metadata,
        entities,
        timestamp,
        availableAt,
        feed.source(),
        spec.optional("transform")
            .map(value -> value.list(step -> step.fields(FeatureSetBinding::transform)))
            .orElse(List.of()),
        spec.optional("aggregate").map(FeatureSetBinding::aggregates).orElse(List.of()),
        features(spec.required("features", "[{name: latitude, type: float64}]")),
        spec.optional("maxAge").map(value -> Words.positiveDuration(value, "7d")),
        spec.optional("online").map(Value::flag).orElse(true),
        feed.schedule(),
        spec.plannedNo("offline"));
  }

  private static FeatureSet.Transform transform(Fields fields) {
    fields.refusedAmong(List.of("step"));
    return fields.oneOf(
        List.of(
            new Fields.Variant<>(
                "filter", "delay > 15", value -> new FeatureSet.Filter(Words.formula(value))),
            new Fields.Variant<>(
                "derive",
                "{late: delay > 15}",
                value -> new FeatureSet.Derive(Words.someFormulas(value))),
            new Fields.Variant<>(
                "map", "{carrier: {AA: 1, otherwise: 0}}", ShorthandBinding::mapValues),
            new Fields.Variant<>(
                "oneHot",
                "{field: weekday, values: [1, 2, 3]}",
                value -> value.fields(ShorthandBinding::oneHot)),
            new Fields.Variant<>(
                "step",
                "{function: parse-notes}",
                value ->
                    value.fields(
                        inner ->
                            new FeatureSet.Custom(
                                Words.reference(inner, "function", "parse-notes"))))));
  }

  private static List<Aggregate> aggregates(Value value) {
    return value.unique(
        value.list(element -> element.fields(FeatureSetBinding::aggregate)), Aggregate::name);
  }

  private static Aggregate aggregate(Fields fields) {
    Value by = fields.required("by", "[avg, count]");
    Value over = fields.required("over", "[1h, 24h]");
    return new Aggregate(
        Words.identifier(fields.required("name", "delay"), "delay"),
        Words.identifier(fields.required("of", "delay"), "delay"),
        by.unique(
            by.some(value -> value.choice(Statistic.class)),
            statistic -> statistic.name().toLowerCase(Locale.ROOT)),
        over.unique(over.some(FeatureSetBinding::window), Window::text),
        Words.positiveDuration(fields.required("every", "10m"), "10m"));
  }

  private static Window window(Value value) {
    return new Window(value.node().asString(""), Words.positiveDuration(value, "24h"));
  }

  private static List<Feature> features(Value value) {
    return value.unique(
        value.some(element -> element.fields(FeatureSetBinding::feature)), Feature::name);
  }

  private static Feature feature(Fields fields) {
    String name = Words.identifier(fields.required("name", "latitude"), "latitude");
    DataType type = Words.type(fields.required("type", "float64"));
    return new Feature(
        name,
        type,
        fields.optional("description").map(value -> value.prose("degrees north")),
        fields
            .optional("policy")
            .map(value -> value.list(policy -> policy.fields(FeatureSetBinding::policy)))
            .orElse(List.of()),
        fields.optional("impute").map(value -> impute(value, type)));
  }

  private static Impute impute(Value value, DataType type) {
    if (!type.base().isScalar()) {
      value.invalid("fills what is " + type + ", and only a single value is filled", "delete it");
      return new Impute(With.ZERO, Optional.empty());
    }
    return value.fields(inner -> impute(inner, type));
  }

  private static Policy policy(Fields fields) {
    return new Policy(
        Words.formula(fields.required("check", "latitude BETWEEN -90 AND 90")),
        fields
            .optional("onViolation")
            .map(value -> value.choice(FeatureSet.OnViolation.class))
            .orElse(FeatureSet.OnViolation.WARN));
  }

  private static Impute impute(Fields fields, DataType type) {
    Value word = fields.required("with", "mean");
    With with = word.choice(With.class);
    if (with == With.LAST) {
      word.notTaken();
    }
    if (with == With.CONSTANT) {
      Value constant = fields.required("value", "0");
      return new Impute(with, Optional.of(Words.constant(type.base()).apply(constant)));
    }
    if (fields.optional("value").isPresent()) {
      fields.invalid(
          "value", "is said, and only `with: constant` takes it", "write `with: constant`");
    }
    return new Impute(with, Optional.empty());
  }
}
