package dev.millwright.compiler.type;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the steps of a graph bring, whichever way a request goes. A row has one place for a name,
/// so steps on different ways that bring the same must bring the same type.
final class Brought {
  static final String HINT = "rename one of the two";
  static final String EARLIER = "enrich once, before the ways part";

  private final Map<String, Value> values = new HashMap<>();

  /// @param step which brings it
  private record Value(DataType type, String step, boolean isFeature) {}

  Brought(List<NamedType> request) {
    request.forEach(it -> values.put(it.name(), new Value(it.type(), "the request", false)));
  }

  /// What is wrong with a step that brings a value.
  Optional<String> value(String name, DataType type, String step) {
    Value now = new Value(type, step, false);
    Value other = values.putIfAbsent(name, now);
    boolean fits = other == null || (!other.isFeature && other.type.equalsBarNull(type));
    return fits
        ? Optional.empty()
        : Optional.of(
            "it brings `%s` as %s, and on another way `%s` brings it as %s"
                .formatted(name, type, other.step, other.type));
  }

  /// What is wrong with a step that looks a feature up.
  Optional<String> feature(String name, String step) {
    Value other = values.putIfAbsent(name, new Value(Checks.ANY, step, true));
    return other == null
        ? Optional.empty()
        : Optional.of(
            "it brings `%s`, and so does `%s` on another way".formatted(name, other.step));
  }
}
