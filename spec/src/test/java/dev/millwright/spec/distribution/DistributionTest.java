package dev.millwright.spec.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Spreads that add up, are taken from each other, and are held against each other.
final class DistributionTest {
  private final Random random = new Random(1987);

  @Test
  void what_was_counted_before_is_taken_away() {
    Distribution before = of(Map.of(1.0, 3L, 2.0, 1L, Double.NaN, 2L));
    Distribution meanwhile = of(Map.of(2.0, 4L, 5.0, 1L));
    assertThat(before.plus(meanwhile).since(before)).isEqualTo(meanwhile);
  }

  @Test
  void percentiles_are_those_of_the_sorted_values() {
    double[] values = random.doubles(777).map(it -> Math.round(it * 50)).toArray();
    Distribution distribution = of(values);
    Arrays.sort(values);
    for (int percent = 1; percent <= 100; percent++) {
      int place = (int) Math.ceil(percent / 100.0 * values.length) - 1;
      assertThat(distribution.percentile(percent)).contains(values[place]);
    }
  }

  @Test
  void where_nothing_was_counted_there_is_no_percentile() {
    assertThat(Distribution.NONE.percentile(50)).isEmpty();
    assertThat(of(Map.of(Double.NaN, 4L)).percentile(50)).as("all are missing").isEmpty();
  }

  @Test
  void deciles_of_the_base_are_what_is_compared() {
    double[] base = new double[1_000];
    double[] moved = new double[1_000];
    for (int i = 0; i < base.length; i++) {
      base[i] = i;
      moved[i] = i + 100;
    }
    // One decile is empty, the last one has twice as many; an empty one counts as a ten-thousandth.
    double expected = (0.1 - 1e-4) * Math.log(0.1 / 1e-4) + 0.1 * Math.log(2);
    assertThat(of(moved).psi(of(base)).orElseThrow()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void the_same_shares_are_not_apart() {
    Distribution answers = of(Map.of(0.0, 900L, 1.0, 100L));
    assertThat(of(Map.of(0.0, 90L, 1.0, 10L)).psi(answers)).contains(0.0);
  }

  @Test
  void another_share_of_yes_is_apart_whichever_is_more_frequent() {
    for (long yes : new long[] {10, 50, 90}) {
      Distribution base = of(Map.of(0.0, 1_000 - 10 * yes, 1.0, 10 * yes));
      double was = yes / 100.0;
      double is = was + 0.1 > 1 ? was - 0.1 : was + 0.1;
      long now = Math.min(9_999, Math.round(is * 10_000));
      double share = now / 10_000.0;
      double expected =
          (share - was) * Math.log(share / was) + (was - share) * Math.log((1 - share) / (1 - was));
      assertThat(of(Map.of(0.0, 10_000 - now, 1.0, now)).psi(base).orElseThrow())
          .isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void one_value_and_another_one_are_apart_and_so_are_missing_ones() {
    Distribution same = of(Map.of(0.5, 1_000L));
    assertThat(same.psi(same)).contains(0.0);
    assertThat(of(Map.of(0.25, 1_000L)).psi(same).orElseThrow()).isGreaterThan(5);
    assertThat(of(Map.of(0.75, 1_000L)).psi(same).orElseThrow()).isGreaterThan(5);
    assertThat(of(Map.of(0.5, 500L, Double.NaN, 500L)).psi(same).orElseThrow()).isGreaterThan(1);
  }

  @Test
  void a_frequent_value_does_not_cut_the_others_into_bits() {
    TreeMap<Double, Long> counts = new TreeMap<>(Map.of(0.0, 5_000L));
    for (int i = 1; i <= 5_000; i++) {
      counts.put((double) i, 1L);
    }
    Distribution base = new Distribution(counts);
    double apart =
        sample(300, () -> random.nextBoolean() ? 0 : 1 + random.nextInt(5_000))
            .psi(base)
            .orElseThrow();
    assertThat(apart).isLessThan(0.1);
  }

  @Test
  void too_few_to_tell_from_chance_are_not_judged() {
    Distribution many = sample(10_000, random::nextGaussian);
    assertThat(sample(21, random::nextGaussian).psi(many)).isPresent();
    assertThat(sample(20, random::nextGaussian).psi(many)).isEmpty();
    assertThat(many.psi(Distribution.NONE)).isEmpty();
  }

  /// Of one distribution, samples of any size are called stable nearly always.
  @ParameterizedTest
  @ValueSource(ints = {25, 100, 400, 2_000})
  void chance_is_no_drift(int size) {
    int unstable = 0;
    for (int i = 0; i < 200; i++) {
      Distribution base = sample(2_000, random::nextGaussian);
      if (sample(size, random::nextGaussian).psi(base).orElseThrow() >= 0.2) {
        unstable++;
      }
    }
    assertThat(unstable).isLessThan(10);
  }

  private static Distribution sample(int size, DoubleSupplier values) {
    double[] all = new double[size];
    Arrays.setAll(all, _ -> values.getAsDouble());
    return of(all);
  }

  private static Distribution of(double... values) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    for (double value : values) {
      counts.merge(value, 1L, Long::sum);
    }
    return new Distribution(counts);
  }

  private static Distribution of(Map<Double, Long> counts) {
    return new Distribution(new TreeMap<>(counts));
  }
}
