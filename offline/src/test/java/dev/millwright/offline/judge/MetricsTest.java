package dev.millwright.offline.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final List<Double> TRUTH = List.of(1.0, 0.0, 1.0, 0.0);

  @Test
  void metrics_are_what_a_hand_computes() {
    SortedMap<String, Double> metrics = Metrics.of(new double[] {0.8, 0.6, 0.4, 0.2}, TRUTH);
    // Of the four pairs of a true and a false example only (0.4, 0.6) stands the wrong way.
    assertThat(metrics.get("auc")).isEqualTo(0.75);
    assertThat(metrics.get("log_loss"))
        .isCloseTo(-(Math.log(0.8) + Math.log(0.4)) / 2, within(1e-15));
    assertThat(metrics.get("brier")).isCloseTo(0.2, within(1e-15));
    assertThat(metrics.get("accuracy")).isEqualTo(0.5);
    assertThat(metrics.get("base_rate")).isEqualTo(0.5);
    assertThat(metrics.get("base_log_loss")).isCloseTo(Math.log(2), within(1e-15));
    assertThat(metrics.get("examples")).isEqualTo(4);
  }

  @Test
  void a_tie_counts_half() {
    assertThat(auc(0.5, 0.5, 0.5, 0.5)).isEqualTo(0.5);
    assertThat(auc(0.9, 0.5, 0.5, 0.1)).isEqualTo(0.875);
  }

  @Test
  void a_perfect_order_is_one_and_its_opposite_zero() {
    assertThat(auc(0.9, 0.1, 0.8, 0.2)).isEqualTo(1);
    assertThat(auc(0.1, 0.9, 0.2, 0.8)).isZero();
  }

  @Test
  void certainty_that_is_wrong_costs_much_and_not_infinitely_much() {
    double loss = Metrics.of(new double[] {0, 1, 1, 0}, TRUTH).get("log_loss");
    assertThat(loss).isCloseTo(-Math.log(1e-15) / 2, within(0.1));
  }

  @Test
  void the_order_cannot_be_measured_when_all_examples_are_true() {
    assertThat(Metrics.of(new double[] {0.5, 0.6}, List.of(1.0, 1.0)).get("auc")).isNaN();
  }

  @Test
  void auc_is_the_share_of_pairs_in_order() {
    Random random = new Random(7);
    double[] scores = random.doubles(200).map(score -> Math.round(score * 20) / 20.0).toArray();
    double[] truth = random.ints(200, 0, 2).asDoubleStream().toArray();
    double inOrder = 0;
    double pairs = 0;
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < 200; j++) {
        if (truth[i] > truth[j]) {
          pairs++;
          inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    List<Double> labels = Arrays.stream(truth).boxed().collect(Collectors.toList());
    assertThat(Metrics.of(scores, labels).get("auc")).isCloseTo(inOrder / pairs, within(1e-12));
  }

  private static double auc(double... scores) {
    return Metrics.of(scores, TRUTH).get("auc");
  }
}
