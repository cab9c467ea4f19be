package dev.millwright.spec.binding;

import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.expression.TypeReader;
import dev.millwright.spec.expression.TypeReading;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Model;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

final class ModelBinding {
  private static final String INPUTS = "{examples: {featureVector: flight-features, since: 90d}}";

  private static final String EITHER_INPUTS =
      "write it like `{featureVector: flight-features}` or `[{name: distance, type: int32}]`";

  private static final Set<String> OF_THE_ITEM =
      new TreeSet<>(Set.of("artifact", "format", "outputs"));

  private ModelBinding() {}

  /// What a model trains on.
  private record Examples(Name featureVector, Duration since) {}

  static Model read(Metadata metadata, Fields spec) {
    HubBinding.uses(spec, OF_THE_ITEM);
    spec.allow("trainedBy", "artifact");
    Model.Format format =
        spec.required("format", "onnx").choice(Model.Format.class, Model.Format.ONNX);
    Model.Inputs inputs = inputs(spec.required("inputs", "{featureVector: flight-features}"));
    List<NamedType> outputs =
        Words.someNamedTypes(spec.required("outputs", "[{name: late_probability, type: float64}]"));
    List<Formula> gates =
        spec.optional("gates").map(value -> value.list(Words::formula)).orElse(List.of());
    Optional<Model.Retrain> retrain = spec.planned("retrain").map(ModelBinding::retrain);
    return new Model(metadata, origin(spec), format, inputs, outputs, gates, retrain);
  }

  /// Read after all else, so that a field that is only misspelt is not missing as well. What an
  /// item says need not be written.
  private static Model.Origin origin(Fields spec) {
    boolean isOfAnItem = spec.has("uses") && !spec.has("artifact");
    return isOfAnItem
        ? spec.required("trainedBy", "{function: train-delay}").fields(ModelBinding::trainedBy)
        : spec.oneOf(
            List.of(
                new Fields.Variant<>(
                    "trainedBy",
                    "{function: train-delay, inputs: " + INPUTS + "}",
                    value -> value.fields(ModelBinding::trainedBy)),
                new Fields.Variant<>(
                    "artifact",
                    "models/delay.onnx",
                    value -> new Model.Artifact(value.words("models/delay.onnx")))));
  }

  private static Model.Inputs inputs(Value value) {
    if (value.node().isArray()) {
      return new Model.Fields(Words.someNamedTypes(value));
    }
    if (!value.node().isObject() && !value.node().isMissingNode()) {
      value.wrongType("a mapping or a list", EITHER_INPUTS);
      return new Model.Fields(List.of());
    }
    if (isByName(value.node())) {
      value.invalid("names columns as a mapping, which has no order", EITHER_INPUTS);
      return new Model.Fields(List.of());
    }
    return value.fields(
        fields -> new Model.OfVector(Words.reference(fields, "featureVector", "flight-features")));
  }

  /// Whether columns stand as keys, such as `{distance: int64}`.
  private static boolean isByName(JsonNode node) {
    return !node.isEmpty()
        && node.properties().stream()
            .allMatch(
                it -> TypeReader.read(it.getValue().asString("")) instanceof TypeReading.Known);
  }

  private static Model.Retrain retrain(Value value) {
    if (value.node().isObject() && value.node().isEmpty()) {
      value.invalid(
          "is empty, and nothing starts a training", "add `schedule: {cron: \"0 3 * * 0\"}`");
    }
    return value.fields(
        fields ->
            new Model.Retrain(
                fields.optional("onChangeOf").map(ModelBinding::names).orElse(List.of()),
                fields.optional("onDrift").map(it -> Words.name(it, "delay-drift")),
                fields.optional("schedule").map(it -> it.fields(ProcessBinding::schedule))));
  }

  private static List<Name> names(Value value) {
    return value.unique(value.some(it -> Words.name(it, "flight-features")), Name::text);
  }

  private static Model.TrainedBy trainedBy(Fields fields) {
    String moment = "2001-04-01T00:00:00Z";
    Map.Entry<String, Examples> input = input(fields.required("inputs", INPUTS));
    return new Model.TrainedBy(
        Words.reference(fields, "function", "train-delay"),
        fields.optional("parameters").map(Words::constants).orElseGet(TreeMap::new),
        input.getKey(),
        input.getValue().featureVector(),
        input.getValue().since(),
        fields
            .optional("holdOut")
            .map(value -> Words.positiveDuration(value, "14d"))
            .orElse(Duration.ofDays(14)),
        fields.optional("asOf").map(value -> Words.instant(value, moment)));
  }

  /// The one input, by the name that the function calls it.
  private static Map.Entry<String, Examples> input(Value value) {
    if (value.node().isMissingNode()) {
      return Map.entry("examples", new Examples(Name.of("x"), Duration.ZERO));
    }
    SortedMap<String, Examples> inputs =
        value.map(
            Words.IDENTIFIER, Words.AN_IDENTIFIER, entry -> entry.fields(ModelBinding::examples));
    if (value.node().isObject() && inputs.size() != 1) {
      value.invalid(
          "has " + inputs.size() + " inputs, and a model is trained on exactly one",
          "write it like `" + INPUTS + "`");
    }
    return inputs.entrySet().stream()
        .findFirst()
        .orElseGet(() -> Map.entry("examples", new Examples(Name.of("x"), Duration.ZERO)));
  }

  private static Examples examples(Fields fields) {
    return new Examples(
        Words.reference(fields, "featureVector", "flight-features"),
        Words.positiveDuration(fields.required("since", "90d"), "90d"));
  }
}
