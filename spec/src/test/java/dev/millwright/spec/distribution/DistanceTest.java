package dev.millwright.spec.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Distances of counts: what a hand computes, and, over many random counts, what another way of
/// computing them says.
final class DistanceTest {
  private static final List<Long> EVEN = List.of(50L, 50L);
  private static final List<Long> ONE_SIDED = List.of(100L, 0L);

  @Test
  void known_values() {
    assertThat(Distance.tvd(EVEN, ONE_SIDED)).isEqualTo(0.5);
    assertThat(Distance.hellinger(EVEN, ONE_SIDED)).isCloseTo(0.541196, within(1e-6));
    // m is 3/4 and 1/4: the divergence is (1/2 log 2/3 + 1/2 log 2 + log 4/3) / 2 = 0.311278 bits.
    assertThat(Distance.js(EVEN, ONE_SIDED)).isCloseTo(0.557923, within(1e-6));
    assertThat(Distance.chiSquared(EVEN, ONE_SIDED)).isCloseTo(1, within(1e-12));
    assertThat(Distance.ks(EVEN, ONE_SIDED)).isEqualTo(0.5);
    assertThat(Distance.psi(List.of(50L, 25L, 25L), List.of(25L, 25L, 50L)))
        .isCloseTo(0.5 * Math.log(2), within(1e-12));
  }

  @Test
  void what_shares_nothing_is_at_distance_one() {
    List<Long> other = List.of(0L, 7L);
    assertThat(Distance.tvd(ONE_SIDED, other)).isEqualTo(1);
    assertThat(Distance.hellinger(ONE_SIDED, other)).isEqualTo(1);
    assertThat(Distance.js(ONE_SIDED, other)).isCloseTo(1, within(1e-12));
    assertThat(Distance.ks(ONE_SIDED, other)).isEqualTo(1);
  }

  @Test
  void the_same_shares_are_at_no_distance_however_many_there_are() {
    List<Long> counts = List.of(3L, 5L, 2L);
    List<Long> tenfold = List.of(30L, 50L, 20L);
    assertThat(Distance.psi(counts, tenfold)).isEqualTo(0);
    assertThat(Distance.ks(counts, tenfold)).isEqualTo(0);
    assertThat(Distance.js(counts, tenfold)).isEqualTo(0);
    assertThat(Distance.tvd(counts, tenfold)).isEqualTo(0);
    assertThat(Distance.chiSquared(counts, tenfold)).isEqualTo(0);
    assertThat(Distance.hellinger(counts, tenfold)).isCloseTo(0, within(1e-7));
  }

  @Test
  void wasserstein_is_the_mean_way_in_deviations() {
    List<Double> edges = List.of(0.0, 10.0);
    // Half of the values move from 0 to 10, over a deviation of 5.
    assertThat(Distance.wasserstein(edges, 5, List.of(0L, 4L, 0L), List.of(0L, 2L, 2L)))
        .isEqualTo(1);
    // What lies below all edges counts as the least.
    assertThat(Distance.wasserstein(edges, 5, List.of(0L, 4L, 0L), List.of(4L, 0L, 0L)))
        .isEqualTo(0);
  }

  @Test
  void total_variation_is_the_greatest_difference_over_all_sets_of_bins() {
    compared(
        (p, q) -> {
          double greatest = 0;
          for (int set = 0; set < 1 << p.size(); set++) {
            double difference = 0;
            for (int i = 0; i < p.size(); i++) {
              difference += (set >> i & 1) * (share(p, i) - share(q, i));
            }
            greatest = Math.max(greatest, difference);
          }
          assertThat(Distance.tvd(p, q)).isCloseTo(greatest, within(1e-12));
        });
  }

  @Test
  void jensen_shannon_is_what_mixing_adds_to_the_entropy() {
    compared(
        (p, q) -> {
          double mixed =
              entropy(IntStream.range(0, p.size()).mapToDouble(i -> share(p, i) + share(q, i)), 2);
          double apart =
              (entropy(IntStream.range(0, p.size()).mapToDouble(i -> share(p, i)), 1)
                      + entropy(IntStream.range(0, p.size()).mapToDouble(i -> share(q, i)), 1))
                  / 2;
          assertThat(Math.pow(Distance.js(p, q), 2)).isCloseTo(mixed - apart, within(1e-12));
        });
  }

  @Test
  void hellinger_is_the_euclidean_distance_of_roots() {
    compared(
        (p, q) -> {
          double sum =
              IntStream.range(0, p.size())
                  .mapToDouble(i -> Math.sqrt(share(p, i)) - Math.sqrt(share(q, i)))
                  .map(it -> it * it)
                  .sum();
          assertThat(Math.pow(Distance.hellinger(p, q), 2)).isCloseTo(sum / 2, within(1e-12));
        });
  }

  @Test
  void chi_squared_is_the_statistic_of_the_counts_divided_by_their_sum() {
    compared(
        (p, q) -> {
          if (!p.contains(0L)) {
            double n = total(q);
            double statistic =
                IntStream.range(0, p.size())
                    .mapToDouble(i -> Math.pow(q.get(i) - share(p, i) * n, 2) / (share(p, i) * n))
                    .sum();
            assertThat(Distance.chiSquared(p, q)).isCloseTo(statistic / n, within(1e-9));
          }
        });
  }

  @Test
  void ks_and_wasserstein_are_those_of_the_values_themselves() {
    compared(
        (p, q) -> {
          List<Double> edges = new ArrayList<>();
          IntStream.range(0, p.size() - 1).forEach(i -> edges.add(i * i * 0.5));
          List<Double> left = values(edges, p, total(q));
          List<Double> right = values(edges, q, total(p));
          double way =
              IntStream.range(0, left.size())
                  .mapToDouble(i -> Math.abs(left.get(i) - right.get(i)))
                  .average()
                  .orElseThrow();
          assertThat(Distance.wasserstein(edges, 2, p, q)).isCloseTo(way / 2, within(1e-9));
        });
    compared(
        (p, q) -> {
          List<Double> places = IntStream.range(0, p.size() - 1).mapToObj(i -> i + 1.0).toList();
          List<Double> left = bins(places, p);
          List<Double> right = bins(places, q);
          double greatest =
              IntStream.range(0, p.size())
                  .mapToDouble(x -> Math.abs(below(left, x) - below(right, x)))
                  .max()
                  .orElseThrow();
          assertThat(Distance.ks(p, q)).isCloseTo(greatest, within(1e-12));
        });
  }

  /// Every value by its bin's number.
  private static List<Double> bins(List<Double> places, List<Long> counts) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i <= places.size(); i++) {
      for (long n = 0; n < counts.get(i); n++) {
        values.add((double) i);
      }
    }
    return values;
  }

  private static double below(List<Double> values, double limit) {
    return (double) values.stream().filter(value -> value <= limit).count() / values.size();
  }

  /// Every value, in order, as often as it takes for both sides to have equally many.
  private static List<Double> values(List<Double> edges, List<Long> counts, long times) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      for (long n = 0; n < counts.get(i) * times; n++) {
        values.add(edges.get(Math.max(0, i - 1)));
      }
    }
    return values;
  }

  private static double entropy(java.util.stream.DoubleStream shares, double divisor) {
    return shares
        .map(share -> share / divisor)
        .filter(share -> share > 0)
        .map(share -> -share * Math.log(share) / Math.log(2))
        .sum();
  }

  private static double share(List<Long> counts, int bin) {
    return (double) counts.get(bin) / total(counts);
  }

  private static long total(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /// Over pairs of counts that have something in common or nothing, with empty bins among them.
  private static void compared(BiConsumer<List<Long>, List<Long>> check) {
    Random random = new Random(20_010_401);
    for (int round = 0; round < 300; round++) {
      int bins = 2 + random.nextInt(7);
      check.accept(counts(random, bins), counts(random, bins));
    }
  }

  private static List<Long> counts(Random random, int bins) {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      counts.add(random.nextInt(3) == 0 ? 0L : random.nextLong(9));
    }
    counts.set(random.nextInt(bins), 1 + random.nextLong(5));
    return List.copyOf(counts);
  }
}
