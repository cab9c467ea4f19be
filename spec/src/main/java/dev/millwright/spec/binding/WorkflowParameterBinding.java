package dev.millwright.spec.binding;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Workflow.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Parameters of a workflow: values, or lists of them.
final class WorkflowParameterBinding {
  private static final Pattern LIST = Pattern.compile("list<(.*)>");

  private WorkflowParameterBinding() {}

  static SortedMap<String, Parameter> read(Value value) {
    return value.map(
        Words.IDENTIFIER,
        Words.AN_IDENTIFIER,
        entry -> entry.fields(WorkflowParameterBinding::parameter));
  }

  private record ParameterType(DataType element, boolean isList) {}

  private static Parameter parameter(Fields fields) {
    ParameterType type = type(fields.required("type", "int32"));
    BaseType base = type.element().base();
    Value standard = fields.required("default", type.isList() ? "[AA, DL]" : "5");
    Optional<Double> minimum = fields.optional("minimum").map(value -> bound(value, base));
    Optional<Double> maximum = fields.optional("maximum").map(value -> bound(value, base));
    if (minimum.isPresent() && maximum.isPresent() && minimum.get() > maximum.get()) {
      fields.invalid("maximum", "is below `minimum`", "swap the two");
    }
    if (base.isNumeric()
        && numbers(standard.node())
            .anyMatch(it -> it < minimum.orElse(it) || it > maximum.orElse(it))) {
      fields.invalid("default", "is out of the range that stands beside it", "choose one within");
    }
    boolean isThere = !standard.node().isMissingNode();
    return new Parameter(
        type.element(),
        isThere && !type.isList()
            ? Optional.of(Words.constant(base).apply(standard))
            : Optional.empty(),
        isThere && type.isList()
            ? Optional.of(standard.list(it -> Words.constant(base).apply(it)))
            : Optional.empty(),
        minimum,
        maximum);
  }

  private static Stream<Double> numbers(JsonNode standard) {
    return (standard.isArray() ? standard.valueStream() : Stream.of(standard))
        .filter(JsonNode::isNumber)
        .map(JsonNode::doubleValue);
  }

  private static ParameterType type(Value value) {
    String text = value.text("a type", "int32");
    Matcher list = LIST.matcher(text);
    boolean isList = list.matches();
    Optional<DataType> element =
        DataType.ofWord(isList ? list.group(1) : text)
            .filter(it -> !it.nullable() && isWritten(it.base()));
    if (element.isEmpty() && value.node().isString()) {
      value.invalid(
          "is `" + value.cut() + "`, which is not a type of a parameter",
          "types: " + String.join(", ", words()) + ", or a list such as `list<string>`");
    }
    return new ParameterType(element.orElseGet(() -> DataType.of(BaseType.STRING)), isList);
  }

  /// Whether a value of the type is one word in YAML.
  private static boolean isWritten(BaseType type) {
    return type.isScalar() && type != BaseType.BYTES;
  }

  private static List<String> words() {
    return Arrays.stream(BaseType.values())
        .filter(WorkflowParameterBinding::isWritten)
        .map(BaseType::toString)
        .toList();
  }

  private static double bound(Value value, BaseType type) {
    double bound = value.number();
    if (!type.isNumeric() && value.node().isNumber()) {
      value.invalid("bounds a " + type + ", and only numbers have bounds", "delete it");
    }
    return bound;
  }
}
