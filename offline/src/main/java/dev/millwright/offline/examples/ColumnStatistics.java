package dev.millwright.offline.examples;

import dev.millwright.offline.join.VectorColumns;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is kept of a column of numbers.
public final class ColumnStatistics {
  private static final int BINS = 10;
  private static final int QUANTILES = 100;
  private static final int FREQUENT = 50;

  private ColumnStatistics() {}

  /// The statistics of all columns of examples. Nothing is kept of the numbers of a vector: one by
  /// one they say nothing.
  public static Statistics of(Examples examples) {
    SortedMap<String, Statistics.Column> columns = new TreeMap<>();
    for (int i = 0; i < examples.columns().size(); i++) {
      NamedType column = examples.columns().get(i);
      if (!VectorColumns.isOfVector(column)) {
        columns.put(column.name(), of(column.type(), examples.values().get(i)));
      }
    }
    return new Statistics(examples.rows(), columns);
  }

  /// The statistics of one column; NaN is null.
  public static Statistics.Column of(DataType type, double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    long nulls = (long) values.length - sorted.length;
    Map<Double, Long> counts = new HashMap<>();
    Arrays.stream(sorted).forEach(value -> counts.merge(value, 1L, Long::sum));
    if (sorted.length == 0) {
      return new Statistics.Column(
          type,
          0,
          nulls,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          new TreeMap<>());
    }
    List<Double> edges = edges(sorted);
    double mean = Arrays.stream(sorted).sum() / sorted.length;
    return new Statistics.Column(
        type,
        sorted.length,
        nulls,
        Optional.of(mean),
        Optional.of(deviation(sorted, mean)),
        Optional.of(sorted[0]),
        Optional.of(sorted[sorted.length - 1]),
        Optional.of(quantile(sorted, 0.5)),
        counts.entrySet().stream()
            .max(
                Map.Entry.<Double, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey().toString()),
        edges,
        bins(sorted, edges),
        quantiles(sorted),
        frequent(counts));
  }

  private static double deviation(double[] values, double mean) {
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / values.length);
  }

  /// The value below which a share of the sorted values lies: the nearest rank.
  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }

  private static List<Double> quantiles(double[] sorted) {
    List<Double> quantiles = new ArrayList<>();
    for (int i = 0; i <= QUANTILES; i++) {
      quantiles.add(quantile(sorted, (double) i / QUANTILES));
    }
    return quantiles;
  }

  /// Inner edges at the deciles, each once; the least value is no edge, since nothing lies below
  /// it.
  private static List<Double> edges(double[] sorted) {
    List<Double> edges = new ArrayList<>();
    for (int i = 1; i < BINS; i++) {
      double edge = quantile(sorted, (double) i / BINS);
      if (edge > sorted[0] && (edges.isEmpty() || edge > edges.getLast())) {
        edges.add(edge);
      }
    }
    return edges;
  }

  private static List<Long> bins(double[] sorted, List<Double> edges) {
    long[] bins = new long[edges.size() + 1];
    for (double value : sorted) {
      bins[bin(value, edges)]++;
    }
    return Arrays.stream(bins).boxed().toList();
  }

  /// The bin of a value: how many edges are not above it.
  public static int bin(double value, List<Double> edges) {
    int bin = 0;
    while (bin < edges.size() && edges.get(bin) <= value) {
      bin++;
    }
    return bin;
  }

  private static SortedMap<String, Long> frequent(Map<Double, Long> counts) {
    SortedMap<String, Long> frequent = new TreeMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<Double, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(FREQUENT)
        .forEach(entry -> frequent.put(entry.getKey().toString(), entry.getValue()));
    return frequent;
  }
}
