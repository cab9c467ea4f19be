package dev.millwright.runtime.window;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import org.jspecify.annotations.Nullable;

/// Values taken together, one after the other. The order decides the last bits of a floating sum,
/// so whoever folds keeps to it. Not safe for several threads.
final class Fold {
  private final Arithmetic arithmetic;
  private long count;
  private long sum;
  private long min;
  private long max;
  private long first;
  private long last;
  private double mean;
  // The sum of the squared distances from the mean.
  private double spread;
  private boolean overflow;

  Fold(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /// Takes one value, as bits.
  void add(long bits) {
    Fold one = new Fold(arithmetic);
    one.count = 1;
    one.sum = bits;
    one.min = bits;
    one.max = bits;
    one.first = bits;
    one.last = bits;
    one.mean = arithmetic.number(bits);
    merge(one);
  }

  /// Takes values that were folded before, all later than those taken so far.
  void merge(Fold more) {
    if (more.count == 0) {
      return;
    }
    boolean isEmpty = count == 0;
    min = isEmpty || arithmetic.compare(more.min, min) < 0 ? more.min : min;
    max = isEmpty || arithmetic.compare(more.max, max) > 0 ? more.max : max;
    sum = isEmpty ? more.sum : plus(sum, more.sum);
    first = isEmpty ? more.first : first;
    last = more.last;
    overflow |= more.overflow;
    spread(more);
    count += more.count;
  }

  /// The moments of both together (Chan, Golub and LeVeque 1979): no difference of large sums.
  private void spread(Fold more) {
    if (count == 0) {
      mean = more.mean;
      spread = more.spread;
      return;
    }
    double apart = more.mean - mean;
    double share = (double) more.count / (count + more.count);
    mean += apart * share;
    spread += more.spread + apart * apart * count * share;
  }

  /// The statistic as a canonical value: a count is never null, the others are null without a
  /// value, and a variance without two. A sum that leaves its type's range on the way is null: the
  /// order of the way is fixed, so this is the same everywhere.
  @Nullable Object value(Statistic statistic, BaseType type) {
    if (statistic == Statistic.COUNT) {
      return count;
    }
    if (count == 0) {
      return null;
    }
    return switch (statistic) {
      case COUNT -> count;
      case SUM -> overflow ? null : typed(sum, type);
      case AVG -> overflow ? null : finite(arithmetic.number(sum) / count);
      case MIN -> typed(min, type);
      case MAX -> typed(max, type);
      case FIRST -> typed(first, type);
      case LAST -> typed(last, type);
      case VARIANCE -> count < 2 ? null : finite(variance());
      case STDDEV -> count < 2 ? null : finite(Math.sqrt(variance()));
    };
  }

  private double variance() {
    return spread / (count - 1);
  }

  private long plus(long left, long right) {
    return switch (arithmetic) {
      case FLOATING ->
          Double.doubleToRawLongBits(arithmetic.number(left) + arithmetic.number(right));
      case WHOLE -> wholeSum(left, right);
    };
  }

  private long wholeSum(long left, long right) {
    long total = left + right;
    overflow |= ((left ^ total) & (right ^ total)) < 0;
    return total;
  }

  private @Nullable Object typed(long bits, BaseType type) {
    return switch (type) {
      case BOOL -> bits != 0;
      case INT32 -> bits == (int) bits ? (Object) (int) bits : null;
      case INT64 -> bits;
      case FLOAT32 -> Float.isFinite(single(bits)) ? (Object) single(bits) : null;
      case FLOAT64 -> finite(arithmetic.number(bits));
      case STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR ->
          throw new IllegalArgumentException("no windows over " + type);
    };
  }

  private float single(long bits) {
    return (float) arithmetic.number(bits);
  }

  private static @Nullable Object finite(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
