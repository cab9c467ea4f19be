package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Workflow;
import java.util.Optional;
import java.util.TreeMap;

/// A workflow's parameter that is handed on to a function: what the one may be, the other takes.
record ParameterRange(Checks checks, Workflow workflow) {
  private static final String PARAMETERS = "workflow.parameters.";

  void check(String name, String path, Function.Parameter asked, Place at) {
    if (path.startsWith(PARAMETERS)) {
      Workflow.Parameter given =
          workflow.parameters().orElseGet(TreeMap::new).get(path.substring(PARAMETERS.length()));
      if (given != null) {
        beyond(given, asked)
            .ifPresent(
                value ->
                    checks.invalid(
                        at,
                        "`%s` may be %s, and `%s` is %s"
                            .formatted(path, plain(value), name, bounds(asked)),
                        "bound the parameter of the workflow as well"));
      }
    }
  }

  /// A value that the workflow's parameter may have and the function's not.
  private static Optional<Double> beyond(Workflow.Parameter given, Function.Parameter asked) {
    Optional<Double> standard =
        given.type().base().isNumeric()
            ? given.defaultValue().map(Double::valueOf)
            : Optional.empty();
    return standard
        .filter(it -> isBeyond(it, asked))
        .or(() -> given.minimum().filter(it -> isBeyond(it, asked)))
        .or(() -> given.maximum().filter(it -> isBeyond(it, asked)));
  }

  private static boolean isBeyond(double value, Function.Parameter asked) {
    return asked.minimum().filter(it -> value < it).isPresent()
        || asked.maximum().filter(it -> value > it).isPresent();
  }

  private static String bounds(Function.Parameter asked) {
    return asked.minimum().map(it -> "at least " + plain(it)).orElse("")
        + (asked.minimum().isPresent() && asked.maximum().isPresent() ? ", " : "")
        + asked.maximum().map(it -> "at most " + plain(it)).orElse("");
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
