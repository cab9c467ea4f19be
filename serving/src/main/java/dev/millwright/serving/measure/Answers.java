package dev.millwright.serving.measure;

import dev.millwright.spec.distribution.Distribution;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.HistogramIterationValue;

/// The answers of one release, or of one graph in it.
final class Answers {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 2;
  private static final int FIRST_ERROR = 500;

  private final LongAdder requests = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final ConcurrentHistogram micros = new ConcurrentHistogram(1, LONGEST_MICROS, DIGITS);

  private final FieldCounts fields;

  /// @param fields what they say
  Answers(FieldCounts fields) {
    this.fields = fields;
  }

  /// Of which nothing is shown.
  Answers() {
    this(new FieldCounts(_ -> _ -> {}));
  }

  FieldCounts fields() {
    return fields;
  }

  void add(int status, long nanos) {
    requests.increment();
    if (status >= FIRST_ERROR) {
      errors.increment();
    }
    long value = TimeUnit.NANOSECONDS.toMicros(nanos);
    micros.recordValue(Math.clamp(value, 1, LONGEST_MICROS));
  }

  Measured measured() {
    ConcurrentHistogram now = micros.copy();
    return new Measured(
        requests.sum(),
        errors.sum(),
        millis(now, 50),
        millis(now, 99),
        latency(now),
        fields.measured());
  }

  private static Distribution latency(ConcurrentHistogram histogram) {
    SortedMap<Double, Long> counts = new TreeMap<>();
    for (HistogramIterationValue each : histogram.recordedValues()) {
      counts.put(each.getValueIteratedTo() / 1_000.0, each.getCountAtValueIteratedTo());
    }
    return new Distribution(counts);
  }

  private static double millis(ConcurrentHistogram histogram, double percentile) {
    return histogram.getTotalCount() == 0
        ? 0
        : histogram.getValueAtPercentile(percentile) / 1_000.0;
  }
}
