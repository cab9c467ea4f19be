package dev.millwright.serving.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.distribution.Distribution;
import dev.millwright.spec.json.Json;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MeasurementsTest {
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");
  private static final Name ONE = Name.of("one");
  private static final Name TWO = Name.of("two");

  private final Measurements measurements = new Measurements();

  @Test
  void answers_are_counted_by_release_and_within_it_by_graph() {
    measurements.answered(OLD, ONE, 200, 1_000);
    measurements.answered(OLD, ONE, 422, 1_000);
    measurements.answered(OLD, ONE, 500, 1_000);
    measurements.answered(OLD, TWO, 504, 1_000);
    measurements.answered(NEW, ONE, 200, 1_000);
    ReleaseMeasured old = measurements.measured().get(OLD);
    assertThat(old.requests()).isEqualTo(4);
    assertThat(old.errors()).as("the caller's mistakes are not the release's").isEqualTo(2);
    assertThat(old.byGraph()).containsOnlyKeys(ONE, TWO);
    assertThat(old.byGraph().get(ONE).requests()).isEqualTo(3);
    assertThat(old.byGraph().get(ONE).errors()).isEqualTo(1);
    assertThat(measurements.measured().get(NEW).requests()).isEqualTo(1);
    assertThat(measurements.measured()).containsOnlyKeys(OLD, NEW);
  }

  @Test
  void percentiles_are_within_the_histograms_two_digits() {
    for (int i = 1; i <= 1_000; i++) {
      measurements.answered(OLD, ONE, 200, TimeUnit.MICROSECONDS.toNanos(i * 100L));
    }
    ReleaseMeasured measured = measurements.measured().get(OLD);
    assertThat(measured.p50Ms()).isCloseTo(50, within(1.0));
    assertThat(measured.p99Ms()).isCloseTo(99, within(2.0));
  }

  @Test
  void times_out_of_range_are_counted_at_its_ends() {
    measurements.answered(OLD, ONE, 200, 0);
    measurements.answered(OLD, ONE, 200, TimeUnit.DAYS.toNanos(1));
    assertThat(measurements.measured().get(OLD).requests()).isEqualTo(2);
    assertThat(measurements.measured().get(OLD).p99Ms()).isGreaterThan(500_000);
  }

  @Test
  void many_threads_lose_no_answer() throws Exception {
    int each = 10_000;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        threads.submit(
            () -> {
              for (int i = 0; i < each; i++) {
                measurements.answered(i % 2 == 0 ? OLD : NEW, ONE, i % 4 == 0 ? 500 : 200, 1_000);
              }
            });
      }
    }
    assertThat(measurements.measured().get(OLD).requests()).isEqualTo(8 * each / 2);
    assertThat(measurements.measured().get(OLD).errors()).isEqualTo(8 * each / 4);
    assertThat(measurements.measured().get(NEW).errors()).isZero();
  }

  @Test
  void the_words_are_those_that_analysis_reads() {
    measurements.answered(OLD, ONE, 200, 1_000_000);
    var json = Json.mapper().readTree(Json.write(measurements.measured())).path(OLD.hex());
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder("byGraph", "errors", "p50_ms", "p99_ms", "requests");
  }

  @Test
  void how_long_each_took_is_told_so_that_any_stretch_has_its_percentiles() {
    measurements.answered(OLD, ONE, 200, 1_000_000);
    measurements.answered(OLD, ONE, 200, 50_000_000);
    Distribution before = measurements.measured().get(OLD).byGraph().get(ONE).latency();
    measurements.answered(OLD, ONE, 200, 2_000_000);
    Distribution meanwhile =
        measurements.measured().get(OLD).byGraph().get(ONE).latency().since(before);
    assertThat(before.percentile(99).orElseThrow()).isCloseTo(50, within(0.5));
    assertThat(meanwhile.percentile(99).orElseThrow()).isCloseTo(2, within(0.02));
  }

  @Test
  void what_is_said_is_counted_by_field_to_seven_binary_digits() {
    FieldCounts fields = measurements.fields(OLD, ONE);
    for (Object value : new Object[] {0.5, 0.5001, -0.75, 127L, 257, true, -0.0, "late"}) {
      fields.add("p", value);
    }
    fields.add("p", null);
    measurements.answered(OLD, ONE, 200, 1_000);
    assertThat(measurements.measured().get(OLD).byGraph().get(ONE).answers())
        .containsOnlyKeys("p")
        .extractingByKey("p")
        .extracting(Distribution::counts)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    -0.75, 1L, 0.0, 1L, 0.5, 2L, 1.0, 1L, 127.0, 1L, 256.0, 1L, Double.NaN, 1L)));
  }

  @Test
  void numbers_without_end_take_memory_with_one() {
    FieldCounts fields = measurements.fields(OLD, ONE);
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      fields.add("p", Double.longBitsToDouble(random.nextLong()));
    }
    measurements.answered(OLD, ONE, 200, 1_000);
    Distribution said = measurements.measured().get(OLD).byGraph().get(ONE).answers().get("p");
    assertThat(said.total()).isEqualTo(100_000);
    assertThat(said.counts()).hasSizeLessThan(10_000);
  }

  @Test
  void prometheus_sees_the_mean_of_what_is_said() {
    measurements.fields(OLD, ONE).add("p", 0.25);
    measurements.fields(OLD, ONE).add("p", 0.75);
    measurements.fields(OLD, ONE).add("p", null);
    String labels = "{field=\"p\",graph=\"one\",release=\"" + OLD.brief() + "\"}";
    assertThat(measurements.scrape())
        .contains("millwright_answer_count" + labels + " 2")
        .contains("millwright_answer_sum" + labels + " 1.0");
  }

  @Test
  void prometheus_sees_graph_release_and_code() {
    measurements.answered(OLD, ONE, 503, 1_000);
    measurements.counter("millwright.recorder.lost", this, _ -> 3);
    assertThat(measurements.scrape())
        .contains("millwright_recorder_lost_total 3.0")
        .containsPattern(
            "millwright_request_seconds_count\\{code=\"503\",graph=\"one\",release=\""
                + OLD.brief()
                + "\"} 1");
  }
}
