package dev.millwright.offline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millwright.offline.examples.ColumnStatistics;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.job.JobResult.Flaw;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import dev.millwright.spec.resource.Monitor.Quality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What windows show beside drift: missing values, values outside of the training's, new ones.
final class QualityTest {
  private Recorded recorded;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    recorded = new Recorded(folder);
    double[] tenths = IntStream.range(0, 1000).mapToDouble(i -> i % 10).toArray();
    recorded.baseline(Map.of("x", ColumnStatistics.of(DataType.parse("int64"), tenths)));
  }

  @Test
  void what_the_training_saw_shows_nothing() throws Exception {
    segment(0, 0, 0);
    assertThat(flaws(Quality.values())).isEmpty();
  }

  @Test
  void more_missing_values_than_before_are_a_flaw_with_both_shares() throws Exception {
    segment(50, 0, 0);
    Flaw flaw = flaws(Quality.NULLS).getFirst();
    assertThat(flaw.feature()).isEqualTo("x");
    assertThat(flaw.quality()).isEqualTo(Quality.NULLS);
    assertThat(flaw.share()).isCloseTo(0.05, within(1e-12));
    assertThat(flaw.baseline()).isEqualTo(0);
  }

  @Test
  void values_below_the_least_and_above_the_greatest_are_out_of_range() throws Exception {
    segment(0, 50, 0);
    assertThat(flaws(Quality.RANGES))
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.share()).isCloseTo(0.05, within(1e-12)));
  }

  @Test
  void values_that_training_never_had_are_new_categories() throws Exception {
    segment(0, 0, 50);
    assertThat(flaws(Quality.values()))
        .extracting(Flaw::quality)
        .containsExactly(Quality.NEW_CATEGORIES);
  }

  @Test
  void one_in_a_hundred_is_not_worth_a_word() throws Exception {
    segment(10, 0, 0);
    assertThat(flaws(Quality.NULLS)).isEmpty();
  }

  @Test
  void few_requests_prove_little() throws Exception {
    recorded.segment("1", Recorded.at(10.5, 1), Recorded.at(10.6, 2), Recorded.missing(10.7));
    assertThat(flaws(Quality.NULLS)).as("a third, which three requests make likely").hasSize(1);
    assertThat(new Share(1, 20).hasRisenFrom(new Share(1, 60))).isFalse();
    assertThat(new Share(100, 2000).hasRisenFrom(new Share(100, 6000))).isTrue();
    assertThat(new Share(0, 0).hasRisenFrom(new Share(0, 60))).isFalse();
  }

  @Test
  void only_what_is_asked_is_looked_at_and_it_is_no_drift() throws Exception {
    segment(50, 0, 50);
    WindowVerdict window = watch(Quality.RANGES);
    assertThat(window.observed().orElseThrow().flaws()).isEmpty();
    assertThat(watch(Quality.NULLS).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void new_categories_are_unknown_where_the_training_had_too_many_values() throws Exception {
    double[] many = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
    recorded.baseline(Map.of("x", ColumnStatistics.of(DataType.parse("int64"), many)));
    recorded.segment("1", Recorded.at(10.5, 2000));
    assertThat(flaws(Quality.NEW_CATEGORIES)).isEmpty();
  }

  /// A thousand requests, of which so many are missing, out of range, and between two values.
  private void segment(int missing, int outside, int between) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      if (i < missing) {
        lines.add(Recorded.missing(10.5));
      } else if (i < missing + outside) {
        lines.add(Recorded.at(10.5, i % 2 == 0 ? -5 : 15));
      } else {
        lines.add(Recorded.at(10.5, i < missing + outside + between ? 4.5 : i % 10));
      }
    }
    recorded.segment("1", lines.toArray(String[]::new));
  }

  private List<Flaw> flaws(Quality... quality) throws Exception {
    return watch(quality).observed().orElseThrow().flaws();
  }

  private WindowVerdict watch(Quality... quality) throws Exception {
    recorded.forget();
    Monitor monitor = Recorded.monitor(1, Map.of(Method.PSI, 5.0));
    return recorded.watch(24, false, Recorded.with(monitor, quality)).getLast();
  }
}
