package dev.millwright.serving.gateway;

import dev.millwright.serving.measure.Difference;
import dev.millwright.spec.json.Json;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Compares two answers to one request, field by field. What stands behind an answer (`_explain`)
/// is none of it.
final class Comparison {
  private static final double ROUNDING = 1e-9;

  private Comparison() {}

  static Difference of(Answered stable, Answered copied) {
    Optional<JsonNode> one = fields(stable);
    Optional<JsonNode> other = fields(copied);
    if (stable.status() != copied.status() || one.isEmpty() || other.isEmpty()) {
      boolean same =
          stable.status() == copied.status() && Arrays.equals(stable.body(), copied.body());
      return new Difference(!same, new TreeMap<>());
    }
    return of(one.get(), other.get());
  }

  private static Difference of(JsonNode one, JsonNode other) {
    SortedSet<String> names = new TreeSet<>(one.propertyNames());
    names.addAll(other.propertyNames());
    names.removeIf(name -> name.startsWith("_"));
    SortedMap<String, Double> apart = new TreeMap<>();
    boolean differs = false;
    for (String name : names) {
      JsonNode left = one.path(name);
      JsonNode right = other.path(name);
      if (left.isNumber() && right.isNumber()) {
        double by = Math.abs(left.asDouble() - right.asDouble());
        apart.put(name, by);
        differs |= by > ROUNDING * Math.max(1, Math.abs(left.asDouble()));
      } else {
        differs |= !left.equals(right);
      }
    }
    return new Difference(differs, apart);
  }

  private static Optional<JsonNode> fields(Answered answer) {
    try {
      return Optional.of(Json.mapper().readTree(answer.body())).filter(JsonNode::isObject);
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }
}
