package dev.millwright.reconciler.platform;

import dev.millwright.spec.serving.Difference;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What came of copies of requests, since whoever counts has started.
///
/// @param traffic how they were answered
/// @param dropped copies that were not sent, since too many were under way
/// @param compared pairs of answers that were both known
/// @param differing those of them that do not say the same
/// @param fields by field of the answer that is a number, how far the two were apart
public record Copied(
    ReleaseTraffic traffic,
    long dropped,
    long compared,
    long differing,
    SortedMap<String, Apart> fields) {
  public static final Copied NONE = new Copied(ReleaseTraffic.NONE, 0, 0, 0, new TreeMap<>());

  public Copied {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /// @param answers pairs in which both have the field
  /// @param sum of their distances, without signs
  /// @param most the greatest of them
  public record Apart(long answers, double sum, double most) {
    private static final Apart NONE = new Apart(0, 0, 0);

    private Apart plus(Apart other) {
      return new Apart(answers + other.answers, sum + other.sum, Math.max(most, other.most));
    }

    private Apart since(Apart before) {
      return new Apart(answers - before.answers, sum - before.sum, most);
    }
  }

  /// What a process tells of a release, at its `/-/metrics`.
  public static Copied of(JsonNode measured) {
    SortedMap<String, Apart> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : measured.path("fields").properties()) {
      fields.put(
          field.getKey(),
          new Apart(
              field.getValue().path("answers").asLong(),
              field.getValue().path("sum").asDouble(),
              field.getValue().path("most").asDouble()));
    }
    return new Copied(
        ReleaseTraffic.of(measured),
        measured.path("dropped").asLong(),
        measured.path("compared").asLong(),
        measured.path("differing").asLong(),
        fields);
  }

  /// Of two processes together.
  public Copied plus(Copied other) {
    SortedMap<String, Apart> both = new TreeMap<>(fields);
    other.fields.forEach((field, apart) -> both.merge(field, apart, Apart::plus));
    return new Copied(
        traffic.plus(other.traffic),
        dropped + other.dropped,
        compared + other.compared,
        differing + other.differing,
        both);
  }

  /// With one more pair of answers.
  public Copied plus(Difference difference) {
    SortedMap<String, Apart> all = new TreeMap<>(fields);
    difference.fields().forEach((field, by) -> all.merge(field, new Apart(1, by, by), Apart::plus));
    return new Copied(
        traffic, dropped, compared + 1, differing + (difference.differs() ? 1 : 0), all);
  }

  /// What was counted after something that was counted before. Whoever counts and was started anew
  /// meanwhile counts from nothing.
  public Copied since(Copied before) {
    if (traffic.requests() < before.traffic.requests() || dropped < before.dropped) {
      return this;
    }
    SortedMap<String, Apart> rest = new TreeMap<>();
    fields.forEach(
        (field, now) -> rest.put(field, now.since(before.fields.getOrDefault(field, Apart.NONE))));
    return new Copied(
        traffic.since(before.traffic),
        dropped - before.dropped,
        compared - before.compared,
        differing - before.differing,
        rest);
  }
}
