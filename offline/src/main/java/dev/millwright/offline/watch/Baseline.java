package dev.millwright.offline.watch;

import dev.millwright.offline.examples.ColumnStatistics;
import dev.millwright.spec.job.Statistics;
import java.util.ArrayList;
import java.util.List;

/// One feature's training values as bins: below the least value, the deciles, above the greatest,
/// and nulls, so that nothing that is seen falls outside; and the hundred quantiles.
record Baseline(Statistics.Column column) {
  /// How many bins, nulls included.
  int bins() {
    return column.bins().size() + 3;
  }

  /// The training values' counts.
  List<Long> expected() {
    List<Long> counts = new ArrayList<>();
    counts.add(0L);
    counts.addAll(column.bins());
    counts.add(0L);
    counts.add(column.nulls());
    return counts;
  }

  /// The bin of a value; NaN is null.
  int bin(double value) {
    if (Double.isNaN(value)) {
      return bins() - 1;
    }
    if (value < column.min().orElse(Double.NEGATIVE_INFINITY)) {
      return 0;
    }
    if (value > column.max().orElse(Double.POSITIVE_INFINITY)) {
      return bins() - 2;
    }
    return 1 + ColumnStatistics.bin(value, column.edges());
  }

  /// How many stretches between distinct quantiles, both open ends included.
  int stretches() {
    return steps().size() + 1;
  }

  int stretch(double value) {
    return ColumnStatistics.bin(value, steps());
  }

  /// The training values' shares of the stretches, in hundredths of a percent.
  List<Long> expectedStretches() {
    List<Double> steps = steps();
    long[] counts = new long[steps.size() + 1];
    column.quantiles().forEach(quantile -> counts[ColumnStatistics.bin(quantile, steps)]++);
    List<Long> expected = new ArrayList<>();
    for (long count : counts) {
      expected.add(count);
    }
    return expected;
  }

  private List<Double> steps() {
    return column.quantiles().stream().distinct().toList();
  }
}
