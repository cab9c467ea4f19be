package dev.millwright.serving.measure;

import dev.millwright.spec.distribution.Distribution;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What answers say, by their fields that are a number or a yes or no. Numbers count as the one at
/// or below them, towards 0, that 7 binary digits write: no further than a 64th away. Safe for use
/// by many threads.
public final class FieldCounts {
  private static final long SEVEN_DIGITS = -1L << (52 - 6);
  private static final long ONE_DIGIT = -1L << 52;

  /// How many numbers of a field are told apart so closely; of more, only powers of two are.
  private static final int MOST = 4_096;

  private final Map<String, Field> byField = new ConcurrentHashMap<>();
  private final Function<String, DoubleConsumer> shown;

  private record Field(Map<Double, LongAdder> counts, DoubleConsumer shown) {}

  /// @param shown where each number of a field is shown too
  FieldCounts(Function<String, DoubleConsumer> shown) {
    this.shown = shown;
  }

  /// Counts a field of an answer; what is neither a number nor a yes or no is passed over.
  public void add(String field, @Nullable Object value) {
    switch (value) {
      case null -> count(field, Double.NaN);
      case Boolean yes -> count(field, yes ? 1 : 0);
      case Number number -> count(field, number.doubleValue());
      default -> {}
    }
  }

  private void count(String field, double value) {
    Field of = byField.computeIfAbsent(field, this::field);
    of.counts()
        .computeIfAbsent(rounded(value, of.counts().size()), _ -> new LongAdder())
        .increment();
    if (!Double.isNaN(value)) {
      of.shown().accept(value);
    }
  }

  private Field field(String name) {
    return new Field(new ConcurrentHashMap<>(), shown.apply(name));
  }

  private static double rounded(double value, int known) {
    long digits = known < MOST ? SEVEN_DIGITS : ONE_DIGIT;
    return value == 0 || Double.isNaN(value)
        ? Math.abs(value)
        : Double.longBitsToDouble(Double.doubleToRawLongBits(value) & digits);
  }

  SortedMap<String, Distribution> measured() {
    SortedMap<String, Distribution> all = new TreeMap<>();
    byField.forEach(
        (field, of) -> {
          SortedMap<Double, Long> now = new TreeMap<>();
          of.counts().forEach((value, count) -> now.put(value, count.sum()));
          all.put(field, new Distribution(now));
        });
    return all;
  }
}
