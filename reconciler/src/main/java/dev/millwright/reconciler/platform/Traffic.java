package dev.millwright.reconciler.platform;

import dev.millwright.spec.distribution.Distribution;
import dev.millwright.spec.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What the requests of a graph, or of all of a release's, came to since whoever counts has
/// started.
///
/// @param latency how long each took, in milliseconds
/// @param answers what was said, by fields of the answer that are a number, or a yes (1) or no (0)
public record Traffic(
    long requests, long errors, Distribution latency, SortedMap<String, Distribution> answers) {
  public static final Traffic NONE = new Traffic(0, 0, Distribution.NONE, new TreeMap<>());

  public Traffic {
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  /// What a process tells of a graph, at its `/-/metrics`.
  static Traffic of(JsonNode measured) {
    SortedMap<String, Distribution> answers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : measured.path("answers").properties()) {
      answers.put(field.getKey(), distribution(field.getValue()));
    }
    return new Traffic(
        measured.path("requests").asLong(),
        measured.path("errors").asLong(),
        distribution(measured.path("latency")),
        answers);
  }

  private static Distribution distribution(JsonNode told) {
    return told.isObject()
        ? Json.mapper().treeToValue(told, Distribution.class)
        : Distribution.NONE;
  }

  /// Milliseconds; absent without a request.
  public Optional<Double> p50() {
    return latency.percentile(50);
  }

  /// Milliseconds; absent without a request.
  public Optional<Double> p99() {
    return latency.percentile(99);
  }

  /// What a field of the answers said.
  public Distribution said(String field) {
    return answers.getOrDefault(field, Distribution.NONE);
  }

  /// Of two processes together.
  public Traffic plus(Traffic other) {
    SortedMap<String, Distribution> both = new TreeMap<>(answers);
    other.answers.forEach((field, said) -> both.merge(field, said, Distribution::plus));
    return new Traffic(
        requests + other.requests, errors + other.errors, latency.plus(other.latency), both);
  }

  /// What was counted after something that was counted before. Who was started anew meanwhile
  /// counts from nothing: then all that it counted is of this stretch.
  public Traffic since(Traffic before) {
    if (requests < before.requests) {
      return this;
    }
    SortedMap<String, Distribution> rest = new TreeMap<>(answers);
    rest.replaceAll((field, said) -> said.since(before.said(field)));
    return new Traffic(
        requests - before.requests, errors - before.errors, latency.since(before.latency), rest);
  }
}
