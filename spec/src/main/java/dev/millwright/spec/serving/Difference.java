package dev.millwright.spec.serving;

import dev.millwright.spec.json.Json;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// How far two answers to one request are apart, field by field. What stands behind an answer
/// (`_explain`) is none of it.
///
/// @param differs whether they say anything else
/// @param fields by field that is a number in both, by how much, without a sign
public record Difference(boolean differs, SortedMap<String, Double> fields) {
  private static final double ROUNDING = 1e-9;

  public Difference {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /// Between the answer that somebody got and the one to a copy; empty where there is nothing to
  /// hold against each other: one was no answer, or the other one failed, which is counted apart.
  public static Optional<Difference> between(Answered got, Answered copied) {
    return got.isOk() && !copied.isError() ? Optional.of(of(got, copied)) : Optional.empty();
  }

  private static Difference of(Answered got, Answered copied) {
    Optional<JsonNode> one = fields(got);
    Optional<JsonNode> other = fields(copied);
    if (got.status() != copied.status() || one.isEmpty() || other.isEmpty()) {
      boolean same = got.status() == copied.status() && Arrays.equals(got.body(), copied.body());
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
