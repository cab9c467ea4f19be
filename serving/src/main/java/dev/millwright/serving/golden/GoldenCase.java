package dev.millwright.serving.golden;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One golden request.
///
/// @param line where it stands in its file, from 1
public record GoldenCase(String name, int line, JsonNode request, Expected expected) {
  /// What must come back.
  ///
  /// @param field the field that a refusal names first
  /// @param values the answer's values that must be exactly so
  /// @param between the answer's values that must lie in a range, ends included
  public record Expected(
      int status,
      Optional<String> field,
      SortedMap<String, JsonNode> values,
      SortedMap<String, Range> between) {
    public Expected {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      between = Collections.unmodifiableSortedMap(new TreeMap<>(between));
    }
  }

  /// Both ends included.
  public record Range(double low, double high) {
    boolean holds(JsonNode value) {
      return value.isNumber() && value.asDouble() >= low && value.asDouble() <= high;
    }

    @Override
    public String toString() {
      return low + " to " + high;
    }
  }
}
