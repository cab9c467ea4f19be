package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Function.Build;
import dev.millwright.spec.resource.Function.Container;
import dev.millwright.spec.resource.Function.Language;
import dev.millwright.spec.resource.ImageReference;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Where a function's code is and what it is built with: each runtime has fields of its own.
///
/// @param dependencies of Java
record CodeBinding(
    Optional<String> source,
    Optional<String> handler,
    List<String> dependencies,
    Optional<Build> build,
    Optional<Container> container) {
  private static final Pattern JAVA =
      Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*){0,50}::[A-Za-z_$][\\w$]*");
  private static final Pattern PYTHON =
      Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*){0,50}:[A-Za-z_]\\w*");
  private static final Pattern COORDINATES =
      Pattern.compile("[-A-Za-z0-9_.]+:[-A-Za-z0-9_.]+:[-A-Za-z0-9_.+]+");
  private static final String AN_IMAGE =
      "registry.example.com/team/train@sha256:" + "0123456789abcdef".repeat(4);

  private static final String A_DEPENDENCY = "org.tribuo:tribuo-classification-sgd:4.3.2";

  static CodeBinding read(Fields spec, Language runtime) {
    Optional<Container> container = container(spec, runtime);
    if (runtime == Language.CONTAINER) {
      foreign(spec, "source", "java");
      foreign(spec, "handler", "java");
      foreign(spec, "build", "java");
      return new CodeBinding(
          Optional.empty(), Optional.empty(), List.of(), Optional.empty(), container);
    }
    Optional<Built> build =
        spec.optional("build").map(value -> value.fields(it -> built(it, runtime)));
    return new CodeBinding(
        Optional.of(spec.required("source", "functions/train").words("functions/train")),
        Optional.of(handler(spec, runtime)),
        build.map(Built::dependencies).orElse(List.of()),
        build.map(Built::rest).filter(it -> !it.saysNothing()),
        container);
  }

  private record Built(List<String> dependencies, Build rest) {}

  private static Built built(Fields fields, Language runtime) {
    List<String> others =
        runtime == Language.PYTHON
            ? List.of("dependencies", "javaVersion")
            : List.of("requirements", "pythonVersion");
    String owner = runtime == Language.PYTHON ? "java" : "python";
    others.forEach(field -> foreign(fields, field, owner));
    return new Built(
        listed(
            fields,
            "dependencies",
            it -> it.matching(COORDINATES, "group:artifact:version", A_DEPENDENCY)),
        new Build(
            fields.optional("baseImage").map(CodeBinding::image),
            fields.planned("javaVersion").map(value -> value.integer(17, 99)),
            fields.optional("pythonVersion").map(CodeBinding::pythonVersion),
            listed(fields, "requirements", RequirementBinding::read)));
  }

  private static List<String> listed(Fields fields, String field, Function<Value, String> reader) {
    return fields
        .optional(field)
        .map(value -> value.unique(value.list(reader), it -> it))
        .orElse(List.of());
  }

  private static String pythonVersion(Value value) {
    if (value.node().isNumber()) {
      value.wrongType("text", "put it in quotes, such as \"3.12\": as a number 3.10 is 3.1");
      return "";
    }
    return value.matching(Build.PYTHON_VERSION, "a version of Python", "3.12");
  }

  private static String handler(Fields spec, Language runtime) {
    return runtime == Language.PYTHON
        ? spec.required("handler", "train:train")
            .matching(PYTHON, "module:function", "flights.train:train")
        : spec.required("handler", "flights.Train::train")
            .matching(JAVA, "package.Class::method", "flights.Train::train");
  }

  private static Optional<Container> container(Fields spec, Language runtime) {
    if (runtime != Language.CONTAINER) {
      List.of("image", "command", "args").forEach(field -> foreign(spec, field, "container"));
      return Optional.empty();
    }
    return Optional.of(
        new Container(
            image(spec.required("image", AN_IMAGE)),
            texts(spec, "command", "[python, train.py]"),
            texts(spec, "args", "[--trees, \"50\"]")));
  }

  private static List<String> texts(Fields spec, String field, String example) {
    return spec.optional(field).map(value -> value.list(it -> it.prose(example))).orElse(List.of());
  }

  private static String image(Value value) {
    return value.matching(ImageReference.FORM, "an image", AN_IMAGE);
  }

  /// Refuses a field of another runtime.
  private static void foreign(Fields fields, String field, String runtime) {
    if (fields.optional(field).isPresent()) {
      fields.invalid(
          field, "belongs to `runtime: " + runtime + "`, and the runtime is another", "delete it");
    }
  }
}
