package dev.millwright.sdk;

import java.util.Map;
import java.util.TreeMap;

/// What a function gives back: its declared outputs by name.
///
/// @param values of a job an [OnnxModel] for a model, else a number or a text; of what answers
///   requests any value of the declared type, such as a [java.time.Instant] or a list
public record Outputs(Map<String, Object> values) {
  public Outputs {
    values = Map.copyOf(values);
  }

  /// The first output.
  public static Outputs of(String name, Object value) {
    return new Outputs(Map.of(name, value));
  }

  /// These outputs and one more.
  public Outputs and(String name, Object value) {
    Map<String, Object> more = new TreeMap<>(values);
    more.put(name, value);
    return new Outputs(more);
  }
}
