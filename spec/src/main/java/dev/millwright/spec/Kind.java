package dev.millwright.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ten kinds of resource, in the order in which people meet them.
public enum Kind {
  PROJECT("Project"),
  ENVIRONMENT("Environment"),
  CONNECTION("Connection"),
  FUNCTION("Function"),
  FEATURE_SET("FeatureSet"),
  FEATURE_VECTOR("FeatureVector"),
  MODEL("Model"),
  SERVING_GRAPH("ServingGraph"),
  WORKFLOW("Workflow"),
  MONITOR("Monitor");

  private static final Map<String, Kind> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::word, kind -> kind));

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /// The word that stands in a resource's `kind` field, such as `FeatureSet`.
  @JsonValue
  public String word() {
    return word;
  }

  /// Whether resources of this kind have versions and run or are read at run time.
  public boolean isComponent() {
    return switch (this) {
      case PROJECT, ENVIRONMENT, CONNECTION -> false;
      case FUNCTION, FEATURE_SET, FEATURE_VECTOR, MODEL, SERVING_GRAPH, WORKFLOW, MONITOR -> true;
    };
  }

  /// The kind with this word, exactly as written in YAML.
  public static Optional<Kind> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  @JsonCreator
  static Kind parse(String word) {
    return ofWord(word).orElseThrow(() -> new IllegalArgumentException("not a kind: " + word));
  }

  @Override
  public String toString() {
    return word;
  }
}
