package dev.millwright.offline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.job.Statistics;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ColumnStatisticsTest {
  private static Statistics.Column of(double... values) {
    return ColumnStatistics.of(DataType.parse("float64?"), values);
  }

  @Test
  void a_column_is_what_a_hand_computes() {
    Statistics.Column column = of(2, 4, 4, Double.NaN, 4, 5, 5, 7, 9);
    assertThat(column.count()).isEqualTo(8);
    assertThat(column.nulls()).isEqualTo(1);
    assertThat(column.mean()).hasValue(5.0);
    assertThat(column.deviation().orElseThrow()).isCloseTo(2, within(1e-12));
    assertThat(column.min()).hasValue(2.0);
    assertThat(column.max()).hasValue(9.0);
    assertThat(column.mode()).hasValue("4.0");
    assertThat(column.frequent()).containsEntry("4.0", 3L).containsEntry("5.0", 2L).hasSize(5);
  }

  @Test
  void every_value_lies_in_one_bin_and_bins_are_about_alike() {
    Statistics.Column column = of(new Random(3).doubles(10_000).toArray());
    assertThat(column.edges()).hasSize(9).isSorted();
    assertThat(column.bins()).hasSize(10).allSatisfy(bin -> assertThat(bin).isBetween(999L, 1001L));
    assertThat(column.bins().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
  }

  @Test
  void quantiles_go_from_the_least_to_the_greatest() {
    Statistics.Column column = of(new Random(4).doubles(333).toArray());
    assertThat(column.quantiles()).hasSize(101).isSorted();
    assertThat(column.quantiles().getFirst()).isEqualTo(column.min().orElseThrow());
    assertThat(column.quantiles().getLast()).isEqualTo(column.max().orElseThrow());
    assertThat(column.quantiles().get(50)).isEqualTo(column.median().orElseThrow());
  }

  @Test
  void one_value_alone_makes_one_bin() {
    Statistics.Column column = of(7, 7, 7);
    assertThat(column.edges()).isEmpty();
    assertThat(column.bins()).containsExactly(3L);
    assertThat(column.deviation()).hasValue(0.0);
  }

  @Test
  void without_a_value_there_are_no_numbers() {
    Statistics.Column column = of(Double.NaN, Double.NaN);
    assertThat(column.nulls()).isEqualTo(2);
    assertThat(column.mean()).isEmpty();
    assertThat(column.bins()).isEmpty();
  }
}
