package dev.millwright.spec.job;

import dev.millwright.spec.expression.DataType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is kept of a column's values: of a training set (a model's `baseline.json`) or of a
/// snapshot.
///
/// @param features by column name
public record Statistics(long rows, SortedMap<String, Column> features) {
  public Statistics {
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
  }

  /// Numbers are absent for columns that are not numeric or hold no value. Booleans count as 0 and
  /// 1.
  ///
  /// @param edges inner edges of the bins, rising: a bin holds its lower edge and not its upper;
  ///   quantiles of the column
  /// @param bins counts, one more than edges
  /// @param quantiles values at 0, 1/100, … 1 of the column, for KS
  /// @param frequent the most frequent values in canonical text with their counts
  public record Column(
      DataType type,
      long count,
      long nulls,
      Optional<Double> mean,
      Optional<Double> deviation,
      Optional<Double> min,
      Optional<Double> max,
      Optional<Double> median,
      Optional<String> mode,
      List<Double> edges,
      List<Long> bins,
      List<Double> quantiles,
      SortedMap<String, Long> frequent) {
    public Column {
      edges = List.copyOf(edges);
      bins = List.copyOf(bins);
      quantiles = List.copyOf(quantiles);
      frequent = Collections.unmodifiableSortedMap(new TreeMap<>(frequent));
    }
  }
}
