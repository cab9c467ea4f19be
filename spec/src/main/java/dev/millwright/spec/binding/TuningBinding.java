package dev.millwright.spec.binding;

import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Tuning;
import dev.millwright.spec.resource.Tuning.Goal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

final class TuningBinding {
  private static final int MANY = 10_000;

  private TuningBinding() {}

  static Tuning read(Fields fields) {
    Tuning.Strategy strategy = fields.required("strategy", "grid").choice(Tuning.Strategy.class);
    SortedMap<String, Tuning.Range> space =
        space(fields.required("space", "{trees: {values: [20, 80]}}"));
    Optional<Integer> trials = fields.optional("trials").map(value -> value.integer(1, MANY));
    int parallelism = fields.optional("parallelism").map(it -> it.integer(1, 1000)).orElse(1);
    Optional<Formula> stop = fields.optional("stop").map(Words::formula);
    // Last: what else is there must be known by then.
    Map.Entry<Goal, String> goal =
        fields.oneOf(
            List.of(
                new Fields.Variant<>("maximize", "auc", value -> goal(Goal.MAXIMIZE, value)),
                new Fields.Variant<>("minimize", "loss", value -> goal(Goal.MINIMIZE, value))));
    return new Tuning(strategy, space, goal.getKey(), goal.getValue(), trials, parallelism, stop);
  }

  private static Map.Entry<Goal, String> goal(Goal goal, Value value) {
    return Map.entry(goal, Words.identifier(value, "auc"));
  }

  private static SortedMap<String, Tuning.Range> space(Value value) {
    if (value.node().isObject() && value.node().isEmpty()) {
      value.invalid(
          "is empty, and at least one parameter is asked", "add `trees: {values: [20, 80]}`");
    }
    return value.map(
        Words.IDENTIFIER, Words.AN_IDENTIFIER, entry -> entry.fields(TuningBinding::range));
  }

  private static Tuning.Range range(Fields fields) {
    Optional<Value> to = fields.optional("to");
    Optional<Value> scale = fields.optional("scale");
    return fields.oneOf(
        List.of(
            new Fields.Variant<Tuning.Range>(
                "values",
                "[20, 80]",
                value -> {
                  alone(fields, to, "to");
                  alone(fields, scale, "scale");
                  return new Tuning.Values(value.some(Words::constant));
                }),
            new Fields.Variant<Tuning.Range>(
                "from",
                "0.01",
                value ->
                    new Tuning.Between(
                        Words.constant(value),
                        Words.constant(fields.required("to", "0.5")),
                        scale
                            .map(it -> it.choice(Tuning.Scale.class))
                            .orElse(Tuning.Scale.LINEAR)))));
  }

  private static void alone(Fields fields, Optional<Value> value, String field) {
    if (value.isPresent()) {
      fields.invalid(field, "belongs to `from`, and here stands `values`", "leave it out");
    }
  }
}
