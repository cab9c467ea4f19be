package dev.millwright.offline.join;

import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.Status;
import dev.millwright.spec.resource.FeatureSet.Aggregate;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import dev.millwright.spec.resource.FeatureSet.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What features are worth, found by looking at every row for every question: the meaning, written
/// down once more without any of its machinery.
record Oracle(List<Measured> rows, Optional<Duration> maxAge) {
  private static final Comparator<Measured> BY_EVENT =
      Comparator.comparing(Measured::at)
          .thenComparing(Measured::known)
          .thenComparing(Measured::place);
  private static final Comparator<Measured> BY_KNOWN =
      Comparator.comparing(Measured::known)
          .thenComparing(Measured::at)
          .thenComparing(Measured::place);

  /// A plain feature.
  FeatureValue plain(String key, Instant at, Function<Measured, Object> column) {
    return value(key, at, column.apply(newest(key, at).orElse(null)));
  }

  /// A window over a floating column.
  FeatureValue floating(
      String key,
      Instant at,
      Function<Measured, Double> column,
      Aggregate aggregate,
      Statistic by,
      Window over) {
    List<List<Double>> tiles = tiles(key, at, column, aggregate, over);
    List<Double> all = tiles.stream().flatMap(List::stream).toList();
    Optional<Double> sum =
        tiles.stream()
            .map(tile -> tile.stream().reduce(Double::sum).orElseThrow())
            .reduce(Double::sum);
    Object value =
        switch (by) {
          case COUNT -> (Object) (long) all.size();
          case SUM -> sum.orElse(null);
          case AVG -> sum.map(total -> total / all.size()).orElse(null);
          case MIN -> all.stream().min(Double::compare).orElse(null);
          case MAX -> all.stream().max(Double::compare).orElse(null);
          case FIRST -> all.isEmpty() ? null : all.getFirst();
          case LAST -> all.isEmpty() ? null : all.getLast();
          case VARIANCE -> variance(tiles).orElse(null);
          case STDDEV -> variance(tiles).map(Math::sqrt).orElse(null);
        };
    return value(
        key, at, value instanceof Double number && !Double.isFinite(number) ? null : value);
  }

  /// Count, mean and squared distances from it, of values or of what was taken together before: the
  /// order is part of the meaning, since it decides the last bits.
  private record Spread(long count, double mean, double squares) {
    Spread and(Spread later) {
      double apart = later.mean - mean;
      double share = (double) later.count / (count + later.count);
      return new Spread(
          count + later.count,
          mean + apart * share,
          squares + (later.squares + apart * apart * count * share));
    }
  }

  private static Optional<Double> variance(List<List<Double>> tiles) {
    return tiles.stream()
        .flatMap(
            tile ->
                tile.stream().map(value -> new Spread(1, value, 0)).reduce(Spread::and).stream())
        .reduce(Spread::and)
        .filter(spread -> spread.count > 1)
        .map(spread -> spread.squares / (spread.count - 1));
  }

  /// The sum of a whole column, null when it leaves int64 on its way.
  FeatureValue wholeSum(
      String key, Instant at, Function<Measured, Long> column, Aggregate aggregate, Window over) {
    List<List<Long>> tiles = tiles(key, at, column, aggregate, over);
    try {
      return value(
          key,
          at,
          tiles.stream()
              .map(tile -> tile.stream().reduce(Math::addExact).orElseThrow())
              .reduce(Math::addExact)
              .orElse(null));
    } catch (ArithmeticException overflow) {
      return value(key, at, null);
    }
  }

  private Optional<Measured> newest(String key, Instant at) {
    return known(key, at).stream().max(BY_EVENT);
  }

  private List<Measured> known(String key, Instant at) {
    return rows.stream()
        .filter(row -> row.at() != null && row.known() != null && key != null)
        .filter(row -> key.equals(row.key()) && !row.known().isAfter(at))
        .toList();
  }

  private FeatureValue value(String key, Instant at, Object value) {
    Optional<Measured> newest = newest(key, at);
    if (newest.isEmpty()) {
      return new FeatureValue(null, Status.NOT_FOUND);
    }
    Duration age = Duration.between(newest.get().at(), at);
    if (maxAge.isPresent() && age.compareTo(maxAge.get()) > 0) {
      return new FeatureValue(null, Status.EXPIRED);
    }
    return new FeatureValue(value, value == null ? Status.NULL : Status.PRESENT);
  }

  private <T> List<List<T>> tiles(
      String key, Instant at, Function<Measured, T> column, Aggregate aggregate, Window over) {
    Instant from = floor(at.minus(over.length()), aggregate.every());
    Map<Instant, List<T>> tiles = new TreeMap<>();
    known(key, at).stream()
        .filter(row -> !row.known().isBefore(from) && column.apply(row) != null)
        .sorted(BY_KNOWN)
        .forEach(
            row ->
                tiles
                    .computeIfAbsent(floor(row.known(), aggregate.every()), _ -> new ArrayList<>())
                    .add(column.apply(row)));
    return List.copyOf(tiles.values());
  }

  private static Instant floor(Instant at, Duration width) {
    long seconds = width.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }
}
