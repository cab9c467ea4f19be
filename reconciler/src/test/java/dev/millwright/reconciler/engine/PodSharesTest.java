package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodSharesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 10, 1, 1",
    "4, 4, 10, 4, 1",
    "4, 4, 25, 3, 1",
    "4, 4, 50, 4, 4",
    "4, 4, 75, 1, 3",
    "9, 9, 10, 9, 1",
    "2, 6, 50, 2, 2",
  })
  void the_nearest_share_with_the_most_pods(
      int mostBase, int mostTarget, int percent, int base, int target) {
    assertThat(PodShares.nearest(mostBase, mostTarget, percent))
        .isEqualTo(new PodShares(base, target));
  }

  @ParameterizedTest
  @CsvSource({"0", "100"})
  void who_is_to_answer_nothing_keeps_its_pods(int percent) {
    assertThat(PodShares.nearest(3, 5, percent)).isEqualTo(new PodShares(3, 5));
  }

  @Test
  void no_other_numbers_come_closer() {
    for (int most = 1; most <= 12; most++) {
      for (int percent = 1; percent < 100; percent++) {
        double chosen = PodShares.nearest(most, 9, percent).percent();
        assertThat(Math.abs(chosen - percent)).isEqualTo(closest(most, 9, percent));
      }
    }
  }

  private static double closest(int mostBase, int mostTarget, int percent) {
    double closest = Double.MAX_VALUE;
    for (int base = 1; base <= mostBase; base++) {
      for (int target = 1; target <= mostTarget; target++) {
        closest = Math.min(closest, Math.abs(100.0 * target / (base + target) - percent));
      }
    }
    return closest;
  }
}
