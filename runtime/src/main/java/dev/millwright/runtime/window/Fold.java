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
  private boolean overflow;

  Fold(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /// Takes one value, as bits.
  void add(long bits) {
    merge(1, bits, bits, bits, false);
  }

  /// Takes values that were folded before, all later than those taken so far.
  void merge(long moreCount, long moreSum, long lower, long upper, boolean overflowed) {
    if (moreCount == 0) {
      return;
    }
    min = count == 0 || arithmetic.compare(lower, min) < 0 ? lower : min;
    max = count == 0 || arithmetic.compare(upper, max) > 0 ? upper : max;
    sum = count == 0 ? moreSum : plus(sum, moreSum);
    overflow |= overflowed;
    count += moreCount;
  }

  long count() {
    return count;
  }

  long sum() {
    return sum;
  }

  long min() {
    return min;
  }

  long max() {
    return max;
  }

  boolean overflow() {
    return overflow;
  }

  /// The statistic as a canonical value: a count is never null, the others are null without a
  /// value. A sum that leaves its type's range on the way is null: the order of the way is fixed,
  /// so this is the same everywhere.
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
    };
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
