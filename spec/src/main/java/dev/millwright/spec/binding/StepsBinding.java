package dev.millwright.spec.binding;

import dev.millwright.spec.Name;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Step;
import dev.millwright.spec.resource.ServingGraph.Ways;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The steps of a serving graph, and what they say of the ways between them.
final class StepsBinding {
  private static final List<String> PLANNED = List.of("split", "merge", "queue", "remote");

  private final SortedMap<String, List<String>> after = new TreeMap<>();
  private final SortedMap<String, String> onError = new TreeMap<>();
  private final List<Step> list;

  private StepsBinding(Value value) {
    this.list = value.unique(value.some(element -> element.fields(this::step)), Step::name);
  }

  static StepsBinding read(Value value) {
    return new StepsBinding(value);
  }

  List<Step> list() {
    return list;
  }

  Optional<Ways> ways() {
    return after.isEmpty() && onError.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ways(after, onError));
  }

  private Step step(Fields fields) {
    String name = Words.stepName(fields);
    fields.optional("after").ifPresent(value -> after.put(name, stepNames(value)));
    fields
        .optional("onError")
        .ifPresent(value -> onError.put(name, value.fields(StepsBinding::goTo)));
    fields.refusedAmong(PLANNED);
    return fields.oneOf(variants(name));
  }

  private static List<Fields.Variant<Step>> variants(String name) {
    return List.of(
        of("enrich", "{featureVector: flight-features}", inner -> enrich(name, inner)),
        of("validate", "{}", inner -> validate(name, inner)),
        of("impute", "{}", _ -> new ServingGraph.ImputeMissing(name)),
        new Fields.Variant<>(
            "function",
            "explain-delay",
            value -> new ServingGraph.AskFunction(name, Words.reference(value, "explain-delay"))),
        of(
            "model",
            "{model: delay}",
            inner -> new ServingGraph.Predict(name, Words.reference(inner, "model", "delay"))),
        of("ensemble", "{models: [delay-a, delay-b]}", inner -> ensemble(name, inner)),
        new Fields.Variant<>(
            "switch",
            "[{when: distance > 2000, to: long-haul}, {otherwise: short-haul}]",
            value ->
                new ServingGraph.Switch(
                    name, value.some(element -> element.fields(StepsBinding::choice)))),
        new Fields.Variant<>(
            "split", "[delay-a, delay-b]", value -> new ServingGraph.Split(name, branches(value))),
        of("merge", "{}", _ -> new ServingGraph.Merge(name)),
        new Fields.Variant<>(
            "transform",
            "{hours: distance / 800}",
            value -> new ServingGraph.Transform(name, Words.someFormulas(value))),
        of("queue", "{stream: predictions}", inner -> queue(name, inner)),
        of("remote", "{connection: weather, outputs: […]}", inner -> remote(name, inner)),
        new Fields.Variant<>(
            "respond",
            "{late_probability: late_probability}",
            value -> new ServingGraph.Respond(name, Words.someFormulas(value))),
        of("catch", "{}", inner -> caught(name, inner)));
  }

  private static Fields.Variant<Step> of(
      String field, String example, Function<Fields, Step> reader) {
    return new Fields.Variant<>(field, example, value -> value.fields(reader));
  }

  private static Step enrich(String name, Fields fields) {
    return new ServingGraph.Enrich(
        name,
        Words.reference(fields, "featureVector", "flight-features"),
        fields.optional("asOf").map(value -> Words.identifier(value, "scheduled")));
  }

  private static Step validate(String name, Fields fields) {
    fields.constant("policies", "fromFeatures");
    return new ServingGraph.Validate(
        name,
        fields
            .optional("onViolation")
            .map(value -> value.choice(ServingGraph.OnViolation.class))
            .orElse(ServingGraph.OnViolation.FAIL));
  }

  private static Step ensemble(String name, Fields fields) {
    Value models = fields.required("models", "[delay-a, delay-b]");
    return new ServingGraph.Ensemble(
        name,
        models.unique(models.some(value -> Words.reference(value, "delay-a")), Name::text),
        fields
            .optional("combine")
            .map(value -> value.choice(ServingGraph.Combine.class))
            .orElse(ServingGraph.Combine.MEAN),
        fields.optional("weights").map(value -> value.list(StepsBinding::weight)).orElse(List.of()),
        fields
            .optional("onMemberFailure")
            .map(value -> value.choice(ServingGraph.OnMemberFailure.class))
            .orElse(ServingGraph.OnMemberFailure.FAIL));
  }

  private static double weight(Value value) {
    double weight = value.number();
    if (weight < 0) {
      value.invalid("is " + value.cut() + ", and must be at least 0", "write it like `2`");
    }
    return weight;
  }

  private static ServingGraph.Case choice(Fields fields) {
    Optional<Value> to = fields.optional("to");
    Optional<Integer> maxLoops = fields.optional("maxLoops").map(it -> it.integer(1, 1000));
    return fields.oneOf(
        List.of(
            new Fields.Variant<>(
                "when",
                "distance > 2000",
                value ->
                    new ServingGraph.Case(
                        Optional.of(Words.formula(value)),
                        Words.label(
                            to.orElseGet(() -> fields.required("to", "long-haul")), "long-haul"),
                        maxLoops)),
            new Fields.Variant<>(
                "otherwise", "short-haul", value -> otherwise(fields, to, maxLoops, value))));
  }

  private static ServingGraph.Case otherwise(
      Fields fields, Optional<Value> to, Optional<Integer> maxLoops, Value value) {
    if (to.isPresent() || maxLoops.isPresent()) {
      fields.invalid(
          to.isPresent() ? "to" : "maxLoops",
          "belongs to `when`, and here stands `otherwise`",
          "leave it out");
    }
    return new ServingGraph.Case(
        Optional.empty(), Words.label(value, "short-haul"), Optional.empty());
  }

  private static List<String> branches(Value value) {
    List<String> names = stepNames(value);
    if (names.size() == 1) {
      value.invalid("leads to one step only", "name at least two, or leave the step out");
    }
    return names;
  }

  private static Step queue(String name, Fields fields) {
    return new ServingGraph.Queue(
        name, Words.label(fields.required("stream", "predictions"), "predictions"));
  }

  private static Step remote(String name, Fields fields) {
    return new ServingGraph.Remote(
        name,
        Words.reference(fields, "connection", "weather"),
        Words.someNamedTypes(fields.required("outputs", "[{name: wind, type: float64}]")));
  }

  private static Step caught(String name, Fields fields) {
    return new ServingGraph.Catch(
        name, fields.optional("of").map(StepsBinding::stepNames).orElse(List.of()));
  }

  private static String goTo(Fields fields) {
    return Words.label(fields.required("goTo", "fallback"), "fallback");
  }

  private static List<String> stepNames(Value value) {
    return value.unique(value.some(it -> Words.label(it, "predict")), Function.identity());
  }
}
