package dev.millwright.compiler.parameter;

import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.resource.Function.Parameter;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Values that are given to parameters: known, of their type, in their range, none missing.
public final class ParameterCheck {
  private final String owner;
  private final SortedMap<String, Parameter> parameters;
  private final Findings findings;

  /// @param owner whose parameters they are, in a sentence
  public ParameterCheck(String owner, SortedMap<String, Parameter> parameters, Findings findings) {
    this.owner = owner;
    this.parameters = parameters;
    this.findings = findings;
  }

  /// The given values with the defaults of the others.
  public SortedMap<String, String> check(SortedMap<String, String> given, Place place) {
    SortedMap<String, String> all = new TreeMap<>();
    given.forEach((name, text) -> all.put(name, given(name, text, place.field(name))));
    parameters.forEach(
        (name, parameter) -> {
          if (!given.containsKey(name)) {
            absent(name, parameter, place).ifPresent(text -> all.put(name, text));
          }
        });
    return all;
  }

  /// One value of one of them.
  public void checkOne(String name, String text, Place place) {
    given(name, text, place);
  }

  private String given(String name, String text, Place place) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      String message = owner + " has no parameter `" + name + "`";
      findings.add(place.unknown(message, name, parameters.keySet()));
      return text;
    }
    Optional<Object> value = parse(parameter, text);
    if (value.isEmpty()) {
      String hint =
          parameter.defaultValue().map(it -> "such as `" + it + "`").orElse("give another value");
      findings.add(
          place
              .error(
                  Rule.TYPE_MISMATCH,
                  "`" + name + "` is " + parameter.type() + ", and this is `" + text + "`")
              .hint(hint));
    } else if (value.get() instanceof Number number) {
      range(name, parameter, number.doubleValue(), place);
    }
    return value.map(it -> canonical(it, text)).orElse(text);
  }

  private static Optional<Object> parse(Parameter parameter, String text) {
    try {
      return new Expression.Literal(parameter.type(), Optional.of(text)).value();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /// One text for one number: `1` given for a float is `1.0`.
  private static String canonical(Object value, String text) {
    return value instanceof Number ? value.toString() : text;
  }

  private void range(String name, Parameter parameter, double value, Place place) {
    boolean below = parameter.minimum().filter(minimum -> value < minimum).isPresent();
    boolean above = parameter.maximum().filter(maximum -> value > maximum).isPresent();
    if (below || above || Double.isNaN(value)) {
      String bounds =
          parameter.minimum().map(it -> "at least " + plain(it)).orElse("")
              + (parameter.minimum().isPresent() && parameter.maximum().isPresent() ? ", " : "")
              + parameter.maximum().map(it -> "at most " + plain(it)).orElse("");
      String message = "`" + name + "` is out of its range: " + plain(value);
      findings.add(place.error(Rule.INVALID_VALUE, message).hint("it must be " + bounds));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private Optional<String> absent(String name, Parameter parameter, Place place) {
    if (parameter.defaultValue().isEmpty()) {
      findings.add(
          place
              .error(Rule.MISSING_FIELD, owner + " needs the parameter `" + name + "`")
              .hint("add `" + name + ": …` of type " + parameter.type()));
    }
    return parameter.defaultValue();
  }
}
