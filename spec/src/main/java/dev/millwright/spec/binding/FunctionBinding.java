package dev.millwright.spec.binding;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.Language;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

final class FunctionBinding {
  private static final Set<String> OF_THE_ITEM =
      new TreeSet<>(
          Set.of(
              "type",
              "runtime",
              "source",
              "handler",
              "parameters",
              "inputs",
              "outputs",
              "build",
              "image",
              "command",
              "args",
              "service"));

  private FunctionBinding() {}

  static Function read(Metadata metadata, Fields spec) {
    HubBinding.uses(spec, OF_THE_ITEM);
    Function.Type type = spec.required("type", "job").choice(Function.Type.class);
    Language runtime = spec.required("runtime", "java").choice(Language.class, Language.JAVA);
    CodeBinding code = CodeBinding.read(spec, runtime);
    JobBinding job = JobBinding.read(spec, type);
    return new Function(
        metadata,
        type,
        runtime,
        code.source(),
        code.handler(),
        entries(spec, "parameters", FunctionBinding::parameter),
        entries(spec, "inputs", fields -> input(fields, type)),
        entries(spec, "outputs", fields -> output(fields, type)),
        code.dependencies(),
        spec.optional("resources")
            .map(value -> value.fields(Words::resources))
            .orElseGet(() -> new Resources(Optional.empty())),
        spec.optional("timeout")
            .map(value -> Words.positiveDuration(value, "30m"))
            .orElse(Duration.ofHours(1)),
        code.build(),
        code.container(),
        job.service(),
        ProcessBinding.env(spec),
        ProcessBinding.secrets(spec),
        job.retries(),
        job.schedule(),
        job.tune());
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

  /// A job takes whole data, what answers a request single values.
  private static Function.Input input(Fields fields, Function.Type type) {
    if (type == Function.Type.JOB) {
      fields.required("type", "dataset").choice(List.of("dataset"));
      return new Function.Input(Function.InputType.DATASET);
    }
    DataType value = Words.type(fields.required("type", "string"));
    return new Function.Input(Function.InputType.VALUE, Optional.of(value));
  }

  private static Function.Output output(Fields fields, Function.Type type) {
    if (type == Function.Type.JOB) {
      String word =
          fields
              .required("type", "model")
              .choice(List.of("model", "float64", "int64", "string", "dataset"));
      return new Function.Output(made(word));
    }
    DataType value = Words.type(fields.required("type", "float64"));
    return new Function.Output(Function.OutputType.VALUE, Optional.of(value));
  }

  private static Function.OutputType made(String word) {
    return switch (word) {
      case "float64" -> Function.OutputType.FLOAT64;
      case "int64" -> Function.OutputType.INT64;
      case "string" -> Function.OutputType.STRING;
      case "dataset" -> Function.OutputType.DATASET;
      default -> Function.OutputType.MODEL;
    };
  }
}
