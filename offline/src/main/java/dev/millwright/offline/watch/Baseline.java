package dev.millwright.offline.watch;

import dev.millwright.offline.examples.ColumnStatistics;
import dev.millwright.spec.distribution.Distance;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.resource.Monitor.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One feature's training values as bins: below the least value, the deciles, above the greatest,
/// and nulls, so that nothing that is seen falls outside; the hundred quantiles; and, where values
/// are taken as categories, the most frequent ones, all others, and nulls.
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

  /// The distinct quantiles, rising.
  List<Double> steps() {
    return column.quantiles().stream().distinct().toList();
  }

  boolean isCategory() {
    return Method.isCategory(column.type().base());
  }

  /// How many categories, others and nulls included.
  int categories() {
    return column.frequent().size() + 2;
  }

  /// The category of a value; NaN is null.
  int category(double value) {
    if (Double.isNaN(value)) {
      return categories() - 1;
    }
    String text = Double.toString(value + 0.0);
    return column.frequent().containsKey(text)
        ? column.frequent().headMap(text).size()
        : categories() - 2;
  }

  /// The training values' counts of the categories.
  List<Long> expectedCategories() {
    List<Long> counts = new ArrayList<>(column.frequent().values());
    counts.add(column.count() - counts.stream().mapToLong(Long::longValue).sum());
    counts.add(column.nulls());
    return counts;
  }

  /// Whether the categories are all values that the training had.
  boolean knowsCategories() {
    return isCategory() && column.count() > 0 && expectedCategories().get(categories() - 2) == 0;
  }

  /// The training as if a window had seen it.
  Seen training() {
    return new Seen(
        expected(), expectedStretches(), isCategory() ? expectedCategories() : List.of());
  }

  /// How far a window is; absent where the method says nothing of these values.
  Optional<Double> distance(Method method, Seen expected, Seen seen) {
    return switch (method) {
      case PSI -> Optional.of(Distance.psi(expected.bins(), seen.bins()));
      case JS -> Optional.of(Distance.js(expected.bins(), seen.bins()));
      case HELLINGER -> Optional.of(Distance.hellinger(expected.bins(), seen.bins()));
      case TVD -> Optional.of(Distance.tvd(expected.bins(), seen.bins()));
      case KS -> Optional.of(Distance.ks(expected.stretches(), seen.stretches()));
      case WASSERSTEIN -> moved(expected, seen);
      case CHI2 ->
          isCounted(expected) && isCounted(seen)
              ? Optional.of(Distance.chiSquared(expected.categories(), seen.categories()))
              : Optional.empty();
    };
  }

  /// Whether categories were kept.
  boolean isCounted(Seen seen) {
    return isCategory() && seen.categories().size() == categories();
  }

  /// Without a deviation, or without a value, there is nothing to measure a way in.
  private Optional<Double> moved(Seen expected, Seen seen) {
    boolean isEmpty = seen.stretches().stream().allMatch(count -> count == 0);
    return column
        .deviation()
        .filter(deviation -> deviation > 0 && !isEmpty)
        .map(
            deviation ->
                Distance.wasserstein(steps(), deviation, expected.stretches(), seen.stretches()));
  }
}
