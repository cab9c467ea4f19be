package dev.millwright.spec.binding;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

final class FunctionBinding {
  private static final Pattern HANDLER =
      Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*::[A-Za-z_$][\\w$]*");
  private static final Pattern COORDINATES =
      Pattern.compile("[-A-Za-z0-9_.]+:[-A-Za-z0-9_.]+:[-A-Za-z0-9_.+]+");

  private static final Set<String> OF_THE_ITEM =
      new TreeSet<>(
          Set.of(
              "type", "runtime", "source", "handler", "parameters", "inputs", "outputs", "build"));

  private FunctionBinding() {}

  static Function read(Metadata metadata, Fields spec) {
    HubBinding.uses(spec, OF_THE_ITEM);
    return new Function(
        metadata,
        spec.required("type", "job").choice(Function.Type.class),
        spec.required("runtime", "java").choice(Function.Language.class),
        spec.required("source", "functions/train").words("functions/train"),
        spec.required("handler", "flights.Train::train")
            .matching(HANDLER, "package.Class::method", "flights.Train::train"),
        entries(spec, "parameters", FunctionBinding::parameter),
        entries(spec, "inputs", FunctionBinding::input),
        entries(spec, "outputs", FunctionBinding::output),
        spec.optional("build")
            .map(value -> value.fields(FunctionBinding::dependencies))
            .orElse(List.of()),
        spec.optional("resources")
            .map(value -> value.fields(Words::resources))
            .orElseGet(() -> new Resources(Optional.empty())),
        spec.optional("timeout")
            .map(value -> Words.positiveDuration(value, "30m"))
            .orElse(Duration.ofHours(1)));
  }

  private static <T> SortedMap<String, T> entries(
      Fields spec, String field, java.util.function.Function<Fields, T> reader) {
    return spec.optional(field)
        .map(
            value ->
                value.map(Words.IDENTIFIER, Words.AN_IDENTIFIER, entry -> entry.fields(reader)))
        .orElseGet(TreeMap::new);
  }

  /// Parameters each of which has a default.
  static SortedMap<String, Function.Parameter> withDefaults(Fields spec, String field) {
    return entries(
        spec,
        field,
        fields -> {
          fields.required("default", "5");
          return parameter(fields);
        });
  }

  private static Function.Parameter parameter(Fields fields) {
    DataType type = parameterType(fields.required("type", "int32"));
    Optional<String> standard =
        fields.optional("default").map(value -> Words.constant(type.base()).apply(value));
    Optional<Double> minimum = fields.optional("minimum").map(value -> bound(value, type.base()));
    Optional<Double> maximum = fields.optional("maximum").map(value -> bound(value, type.base()));
    if (minimum.isPresent() && maximum.isPresent() && minimum.get() > maximum.get()) {
      fields.invalid("maximum", "is below `minimum`", "swap the two");
    }
    if (type.base().isNumeric() && fields.value("default").node().isNumber()) {
      double value = fields.value("default").node().doubleValue();
      if (value < minimum.orElse(value) || value > maximum.orElse(value)) {
        fields.invalid("default", "is out of the range that stands beside it", "choose one within");
      }
    }
    return new Function.Parameter(type, standard, minimum, maximum);
  }

  private static DataType parameterType(Value value) {
    DataType type = Words.type(value);
    boolean hasText = type.base().isScalar() && type.base() != BaseType.BYTES;
    if (type.nullable() || !hasText) {
      value.invalid(
          "is `" + type + "`, and a parameter is always there and has a text",
          "write a type such as `int32` or `string`");
      return DataType.of(BaseType.STRING);
    }
    return type;
  }

  private static double bound(Value value, BaseType type) {
    double bound = value.number();
    if (!type.isNumeric() && value.node().isNumber()) {
      value.invalid("bounds a " + type + ", and only numbers have bounds", "delete it");
    }
    return bound;
  }

  private static Function.Input input(Fields fields) {
    return new Function.Input(fields.required("type", "dataset").choice(Function.InputType.class));
  }

  private static Function.Output output(Fields fields) {
    return new Function.Output(fields.required("type", "model").choice(Function.OutputType.class));
  }

  private static List<String> dependencies(Fields fields) {
    String example = "org.tribuo:tribuo-classification-sgd:4.3.2";
    return fields
        .optional("dependencies")
        .map(
            value ->
                value.unique(
                    value.list(
                        element ->
                            element.matching(COORDINATES, "group:artifact:version", example)),
                    coordinates -> coordinates))
        .orElse(List.of());
  }
}
