package dev.millwright.spec.binding;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Workflow.Conduct;
import dev.millwright.spec.resource.Workflow.ForEach;
import dev.millwright.spec.resource.Workflow.Retries;
import dev.millwright.spec.resource.Workflow.Trouble;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// How a step of a workflow runs.
final class ConductBinding {
  private static final Duration BACKOFF = Duration.ofSeconds(10);
  private static final FeatureSet.Constant STAND_IN = new FeatureSet.Constant(BaseType.INT64, "0");

  private ConductBinding() {}

  static Conduct read(Fields fields) {
    return new Conduct(
        fields
            .optional("after")
            .map(
                value ->
                    value.unique(
                        value.list(it -> Words.label(it, "prepare")), Function.identity())),
        fields.optional("when").map(Words::formula),
        fields.refused("forEach").map(value -> value.fields(ConductBinding::forEach)),
        fields.planned("retries").map(value -> value.fields(ConductBinding::retries)),
        fields.planned("timeout").map(value -> Words.positiveDuration(value, "30m")));
  }

  private static ForEach forEach(Fields fields) {
    String as = fields.optional("as").map(it -> Words.identifier(it, "carrier")).orElse("item");
    int parallelism = fields.optional("parallelism").map(it -> it.integer(1, 1000)).orElse(1);
    return fields.oneOf(
        List.of(
            new Fields.Variant<>(
                "from",
                "${workflow.parameters.carriers}",
                value ->
                    new ForEach(
                        Optional.of(
                            WorkflowStepBinding.reference(
                                value, "${workflow.parameters.carriers}")),
                        Optional.empty(),
                        as,
                        parallelism)),
            new Fields.Variant<>(
                "values",
                "[AA, DL]",
                value ->
                    new ForEach(
                        Optional.empty(),
                        Optional.of(value.some(ConductBinding::constant)),
                        as,
                        parallelism))));
  }

  private static FeatureSet.Constant constant(Value value) {
    JsonNode node = value.node();
    if (!node.isValueNode() || node.isNull()) {
      value.wrongType("one value", "write text, a number, `true` or `false`");
      return STAND_IN;
    }
    return new FeatureSet.Constant(typeOf(node), Constants.of(node));
  }

  private static BaseType typeOf(JsonNode node) {
    if (node.isString()) {
      return BaseType.STRING;
    }
    if (node.isBoolean()) {
      return BaseType.BOOL;
    }
    return node.isIntegralNumber() && node.canConvertToLong() ? BaseType.INT64 : BaseType.FLOAT64;
  }

  private static Retries retries(Fields fields) {
    return new Retries(
        fields.required("limit", "2").integer(1, 100),
        fields
            .optional("backoff")
            .map(value -> Words.positiveDuration(value, "10s"))
            .orElse(BACKOFF),
        fields.optional("factor").map(ConductBinding::factor).orElse(2.0),
        fields
            .optional("on")
            .<Set<Trouble>>map(ConductBinding::troubles)
            .map(TreeSet::new)
            .orElseGet(() -> new TreeSet<>(EnumSet.allOf(Trouble.class))));
  }

  private static double factor(Value value) {
    double factor = value.number();
    if (value.node().isNumber() && factor < 1) {
      value.invalid("is " + value.cut() + ", and must be at least 1", "write it like `2`");
    }
    return factor;
  }

  private static Set<Trouble> troubles(Value value) {
    List<Trouble> troubles =
        value.unique(value.some(it -> it.choice(Trouble.class)), Trouble::toString);
    return Set.copyOf(new TreeSet<>(troubles));
  }
}
