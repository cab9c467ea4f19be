package dev.millwright.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowReadTest {
  private static final long EVERY = 10;

  @Test
  void first_and_last_go_by_when_values_became_known() {
    long[] values = {7, 3, 9, 4};
    assertThat(whole(Statistic.FIRST, values)).isEqualTo(7L);
    assertThat(whole(Statistic.LAST, values)).isEqualTo(4L);
  }

  @Test
  void a_variance_is_that_of_a_sample() {
    assertThat(whole(Statistic.VARIANCE, 2, 4, 4, 4, 5, 5, 7, 9)).isEqualTo(32.0 / 7);
    assertThat(whole(Statistic.STDDEV, 2, 4, 4, 4, 5, 5, 7, 9)).isEqualTo(Math.sqrt(32.0 / 7));
  }

  @Test
  void one_value_has_no_variance() {
    assertThat(whole(Statistic.VARIANCE, 5)).isNull();
    assertThat(whole(Statistic.STDDEV, 5)).isNull();
    assertThat(whole(Statistic.FIRST, 5)).isEqualTo(5L);
  }

  @Test
  void nothing_has_no_first() {
    assertThat(whole(Statistic.FIRST)).isNull();
    assertThat(whole(Statistic.STDDEV)).isNull();
  }

  /// A difference of squares would have lost all digits.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_variance_of_large_values_keeps_its_digits(long seed) {
    long large = 1_000_000_000_000L;
    long[] values = new Random(seed).longs(500, large, large + 100).toArray();
    double mean = Arrays.stream(values).mapToDouble(it -> it - large).average().orElseThrow();
    double squares = Arrays.stream(values).mapToDouble(it -> Math.pow(it - large - mean, 2)).sum();
    assertThat((Double) whole(Statistic.VARIANCE, values))
        .isCloseTo(squares / 499, within(1e-6 * squares));
  }

  /// One value each three ticks, read when the last is known.
  private static Object whole(Statistic statistic, long... values) {
    Tiles tiles = new Tiles(Arithmetic.WHOLE, EVERY);
    KnownValues known = new KnownValues();
    LongStream.range(0, values.length)
        .forEach(
            i -> {
              tiles.add(3 * i, values[(int) i]);
              known.add(3 * i, values[(int) i]);
            });
    long at = 3L * Math.max(0, values.length - 1);
    return new WindowRead(at, at + EVERY, EVERY)
        .value(Arithmetic.WHOLE, tiles, known, statistic, BaseType.INT64);
  }
}
