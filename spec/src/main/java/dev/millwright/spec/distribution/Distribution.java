package dev.millwright.spec.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often each value was seen. Counts of several places add up, and what was counted before can
/// be taken away, so that any stretch of time can be looked at by itself.
///
/// @param counts above 0, by value; NaN is a value that was missing
public record Distribution(SortedMap<Double, Long> counts) {
  public static final Distribution NONE = new Distribution(new TreeMap<>());

  private static final int MOST_BINS = 10;

  /// The index of two samples of one distribution is (B − 1)(1/n + 1/m) in the mean (Yurdakul,
  /// Statistical Properties of the Population Stability Index, 2018). No more bins are made than
  /// keep that at half of what is called stable.
  private static final double NOISE = 0.05;

  public Distribution {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Of two places together.
  public Distribution plus(Distribution other) {
    SortedMap<Double, Long> both = new TreeMap<>(counts);
    other.counts.forEach((value, count) -> both.merge(value, count, Long::sum));
    return new Distribution(both);
  }

  /// What was counted after something that the same place had counted before.
  public Distribution since(Distribution before) {
    SortedMap<Double, Long> rest = new TreeMap<>(counts);
    before.counts.forEach(
        (value, count) ->
            rest.computeIfPresent(value, (_, now) -> now > count ? now - count : null));
    return new Distribution(rest);
  }

  /// The least value that so many percent of all are at or below; absent without a value.
  ///
  /// @param percent above 0, at most 100
  public Optional<Double> percentile(double percent) {
    SortedMap<Double, Long> known = known();
    long needed = (long) Math.ceil(percent / 100 * sum(known));
    long seen = 0;
    for (Map.Entry<Double, Long> each : known.entrySet()) {
      seen += each.getValue();
      if (seen >= needed) {
        return Optional.of(each.getKey());
      }
    }
    return Optional.empty();
  }

  /// The population stability index of this beside another one, over stretches of which each has as
  /// much of the other one as the next, and missing values; absent where either has too few values
  /// to tell a difference from chance.
  public Optional<Double> psi(Distribution base) {
    double own = total();
    double others = base.total();
    double bins = Math.min(MOST_BINS, 1 + NOISE * own * others / Math.max(1, own + others));
    if (bins < 2) {
      return Optional.empty();
    }
    List<Double> edges = base.edges((int) bins);
    return Optional.of(Distance.psi(base.counted(edges), counted(edges)));
  }

  /// The last values of stretches, but for the last stretch. A single value is a stretch of its own
  /// between two others.
  private List<Double> edges(int bins) {
    List<Double> values = List.copyOf(known().keySet());
    if (values.size() == 1) {
      return List.of(Math.nextDown(values.getFirst()), values.getFirst());
    }
    double share = (double) sum(known()) / bins;
    List<Double> edges = new ArrayList<>();
    int next = 1;
    long seen = 0;
    for (int i = 0; i < values.size() - 1; i++) {
      seen += count(values.get(i));
      if (seen + count(values.get(i + 1)) / 2.0 >= share * next) {
        edges.add(values.get(i));
        next = Math.max(next, (int) (seen / share)) + 1;
      }
    }
    return edges;
  }

  private long count(double value) {
    return counts.getOrDefault(value, 0L);
  }

  private List<Long> counted(List<Double> edges) {
    long[] counted = new long[edges.size() + 2];
    counts.forEach(
        (value, count) -> {
          int above = Collections.binarySearch(edges, value);
          int bin = above < 0 ? -above - 1 : above;
          counted[value.isNaN() ? edges.size() + 1 : bin] += count;
        });
    return Arrays.stream(counted).boxed().toList();
  }

  private SortedMap<Double, Long> known() {
    return counts.headMap(Double.NaN);
  }

  private static long sum(SortedMap<Double, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
