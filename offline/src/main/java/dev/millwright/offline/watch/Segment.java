package dev.millwright.offline.watch;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One closed segment of a graph's recording as panes.
record Segment(Path file) {
  /// The closed segments of a recording, in order of name.
  static List<Segment> of(Path recordings) throws IOException {
    if (!Files.isDirectory(recordings)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(recordings)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .map(Segment::new)
          .toList();
    }
  }

  String name() {
    return file.getFileName().toString();
  }

  /// Its answered requests, a pane for each `slide` of event time.
  SortedMap<Instant, Pane> panes(Duration slide, Map<String, Baseline> baselines)
      throws IOException {
    SortedMap<Instant, Counter> counters = new TreeMap<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(
          line -> {
            JsonNode record = Json.mapper().readTree(line);
            if (record.path("status").asInt() == 200) {
              Instant at = Instant.parse(record.path("at").asString());
              counters.computeIfAbsent(floor(at, slide), _ -> new Counter(baselines)).count(record);
            }
          });
    }
    SortedMap<Instant, Pane> panes = new TreeMap<>();
    counters.forEach((start, counter) -> panes.put(start, counter.pane()));
    return panes;
  }

  static Instant floor(Instant at, Duration width) {
    return Instant.ofEpochSecond(
        Math.floorDiv(at.getEpochSecond(), width.toSeconds()) * width.toSeconds());
  }

  /// Counts the requests of one pane.
  private static final class Counter {
    private final Map<String, Baseline> baselines;
    private final SortedMap<String, long[]> bins = new TreeMap<>();
    private final SortedMap<String, long[]> stretches = new TreeMap<>();
    private final SortedMap<String, long[]> categories = new TreeMap<>();
    private long samples;

    Counter(Map<String, Baseline> baselines) {
      this.baselines = baselines;
      baselines.forEach(
          (feature, baseline) -> {
            bins.put(feature, new long[baseline.bins()]);
            stretches.put(feature, new long[baseline.stretches()]);
            if (baseline.isCategory()) {
              categories.put(feature, new long[baseline.categories()]);
            }
          });
    }

    void count(JsonNode record) {
      samples++;
      baselines.forEach(
          (feature, baseline) -> {
            double value = value(record, feature);
            counts(bins, feature)[baseline.bin(value)]++;
            if (baseline.isCategory()) {
              counts(categories, feature)[baseline.category(value)]++;
            }
            if (!Double.isNaN(value)) {
              counts(stretches, feature)[baseline.stretch(value)]++;
            }
          });
    }

    Pane pane() {
      return new Pane(samples, lists(bins), lists(stretches), Optional.of(lists(categories)));
    }

    private static long[] counts(SortedMap<String, long[]> arrays, String feature) {
      return Objects.requireNonNull(arrays.get(feature));
    }

    private static double value(JsonNode record, String feature) {
      for (String part : List.of("inputs", "outputs", "request")) {
        JsonNode value = record.path(part).path(feature);
        if (value.isBoolean()) {
          return value.asBoolean() ? 1 : 0;
        }
        if (value.isNumber()) {
          return value.asDouble();
        }
      }
      return Double.NaN;
    }

    private static SortedMap<String, List<Long>> lists(SortedMap<String, long[]> arrays) {
      SortedMap<String, List<Long>> lists = new TreeMap<>();
      arrays.forEach(
          (feature, counts) ->
              lists.put(feature, new ArrayList<>(Arrays.stream(counts).boxed().toList())));
      return lists;
    }
  }
}
