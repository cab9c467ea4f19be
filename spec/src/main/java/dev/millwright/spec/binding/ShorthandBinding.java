package dev.millwright.spec.binding;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Constant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The transformations that are short for expressions.
final class ShorthandBinding {
  private static final String OTHERWISE = "otherwise";
  private static final Pattern ANY = Pattern.compile("(?s).*");
  private static final Pattern IN_A_NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");
  private static final Constant STAND_IN = new Constant(BaseType.INT64, "0");

  private ShorthandBinding() {}

  static FeatureSet.Transform mapValues(Value value) {
    notEmpty(value, "add `column: {value: result}`");
    return new FeatureSet.MapValues(
        value.map(Words.IDENTIFIER, Words.AN_IDENTIFIER, ShorthandBinding::mapping));
  }

  private static FeatureSet.Mapping mapping(Value value) {
    SortedMap<String, Constant> results = value.map(ANY, "a value", ShorthandBinding::constant);
    Optional<Constant> otherwise = Optional.ofNullable(results.remove(OTHERWISE));
    if (value.node().isObject() && results.isEmpty()) {
      value.invalid("maps no value", "add `value: result`");
    }
    return new FeatureSet.Mapping(results, otherwise);
  }

  static FeatureSet.Transform oneHot(Fields fields) {
    Value values = fields.required("values", "[1, 2, 3]");
    return new FeatureSet.OneHot(
        Words.identifier(fields.required("field", "weekday"), "weekday"),
        values.unique(values.some(ShorthandBinding::nameable), Function.identity()));
  }

  private static String nameable(Value value) {
    String text = constant(value).text();
    if (value.node().isValueNode() && !IN_A_NAME.matcher(text).matches()) {
      value.invalid(
          "is `" + value.cut() + "`, which cannot be a part of a column's name",
          "derive it by an expression, under a name of your own");
    }
    return text;
  }

  private static void notEmpty(Value value, String cure) {
    if (value.node().isObject() && value.node().isEmpty()) {
      value.invalid("is empty, and at least one column is asked", cure);
    }
  }

  private static Constant constant(Value value) {
    JsonNode node = value.node();
    if (node.isString()) {
      return new Constant(BaseType.STRING, node.asString());
    }
    if (node.isBoolean()) {
      return new Constant(BaseType.BOOL, node.asString());
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return new Constant(BaseType.INT64, node.asString());
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return new Constant(BaseType.FLOAT64, node.asString());
    }
    value.wrongType("one value", "write text, a number, `true` or `false`");
    return STAND_IN;
  }
}
