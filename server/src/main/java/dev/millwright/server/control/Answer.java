package dev.millwright.server.control;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of a wish.
public sealed interface Answer {
  /// Taken.
  ///
  /// @param values what the caller wants to know, such as the run's id
  record Taken(SortedMap<String, String> values) implements Answer {
    public Taken {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
  }

  /// Not possible as things are.
  ///
  /// @param why a sentence; @param hint something to type, or empty
  record Refused(String why, String hint) implements Answer {}

  /// It names something that is not there.
  record Unknown(String what) implements Answer {}

  static Answer taken() {
    return new Taken(new TreeMap<>());
  }

  static Answer taken(String name, String value) {
    return new Taken(new TreeMap<>(Map.of(name, value)));
  }
}
