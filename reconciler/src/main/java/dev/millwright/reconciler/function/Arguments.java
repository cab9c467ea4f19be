package dev.millwright.reconciler.function;

import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.Parameter;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Parameters that a caller gives to a function: known, of their type, in their range, none
/// missing.
record Arguments(Function function) {
  /// The parameters in canonical text, with the function's defaults filled in.
  ///
  /// @throws Refusal when one does not fit
  SortedMap<String, String> check(SortedMap<String, String> given) throws Refusal {
    SortedMap<String, String> all = new TreeMap<>();
    for (var argument : given.entrySet()) {
      all.put(argument.getKey(), canonical(argument.getKey(), argument.getValue()));
    }
    for (var parameter : function.parameters().entrySet()) {
      if (!all.containsKey(parameter.getKey())) {
        all.put(parameter.getKey(), standard(parameter.getKey(), parameter.getValue()));
      }
    }
    return all;
  }

  private String standard(String name, Parameter parameter) throws Refusal {
    return parameter
        .defaultValue()
        .orElseThrow(
            () ->
                new Refusal(
                    "%s needs the parameter %s".formatted(function.metadata().name(), name),
                    "-p %s=…, of type %s".formatted(name, parameter.type())));
  }

  private String canonical(String name, String text) throws Refusal {
    Parameter parameter = function.parameters().get(name);
    if (parameter == null) {
      throw new Refusal(
          "%s has no parameter %s".formatted(function.metadata().name(), name),
          Nearest.hint(name, function.parameters().keySet())
              .orElse("it has " + String.join(", ", function.parameters().keySet())));
    }
    Object value =
        parsed(parameter, text)
            .orElseThrow(
                () ->
                    new Refusal(
                        "%s is of type %s, and `%s` is not".formatted(name, parameter.type(), text),
                        parameter.defaultValue().map(it -> "such as " + it).orElse("")));
    if (value instanceof Number number) {
      inRange(name, parameter, number.doubleValue());
    }
    return value instanceof Boolean truth
        ? truth.toString().toUpperCase(Locale.ROOT)
        : value instanceof Number ? value.toString() : text;
  }

  private static Optional<Object> parsed(Parameter parameter, String text) {
    boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    if (parameter.type().base() == BaseType.BOOL && !truth) {
      return Optional.empty();
    }
    try {
      return new Expression.Literal(parameter.type(), Optional.of(text)).value();
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static void inRange(String name, Parameter parameter, double value) throws Refusal {
    if (Double.isNaN(value) || parameter.minimum().filter(minimum -> value < minimum).isPresent()) {
      throw new Refusal(
          "%s is out of its range: %s".formatted(name, plain(value)), bounds(parameter));
    }
    if (parameter.maximum().filter(maximum -> value > maximum).isPresent()) {
      throw new Refusal(
          "%s is out of its range: %s".formatted(name, plain(value)), bounds(parameter));
    }
  }

  private static String bounds(Parameter parameter) {
    String least = parameter.minimum().map(it -> "at least " + plain(it)).orElse("a number");
    return "it must be "
        + least
        + parameter.maximum().map(it -> ", at most " + plain(it)).orElse("");
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
