package dev.millwright.offline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millwright.offline.examples.ColumnStatistics;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How far a window is from what the model was trained on.
final class DriftTest {
  private Recorded recorded;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    recorded = new Recorded(folder);
  }

  @Test
  void psi_is_what_a_hand_computes() throws Exception {
    Statistics.Column training = Recorded.column();
    recorded.baseline(
        Map.of("x", Recorded.binned(training, List.of(10.0, 20.0), List.of(50L, 25L, 25L))));
    recorded.segment(
        "1",
        Recorded.at(10.1, 5),
        Recorded.at(10.2, 15),
        Recorded.at(10.3, 25),
        Recorded.at(10.4, 25));
    // Shares .5 .25 .25 of the training against .25 .25 .5: twice a quarter of ln 2.
    assertThat(value(Method.PSI)).isCloseTo(0.5 * Math.log(2), within(1e-12));
  }

  @Test
  void what_training_never_saw_has_bins_of_its_own() throws Exception {
    recorded.baseline(
        Map.of("x", Recorded.binned(Recorded.column(), List.of(10.0), List.of(50L, 50L))));
    recorded.segment(
        "1",
        Recorded.at(10.1, -1),
        Recorded.at(10.2, 101),
        Recorded.missing(10.3),
        Recorded.at(10.4, 5));
    double unseen = (0.25 - 1e-4) * Math.log(0.25 / 1e-4);
    double halved = (0.25 - 0.5) * Math.log(0.5);
    double gone = (1e-4 - 0.5) * Math.log(1e-4 / 0.5);
    assertThat(value(Method.PSI)).isCloseTo(3 * unseen + halved + gone, within(1e-12));
  }

  @Test
  void ks_is_what_a_hand_computes() throws Exception {
    // Half of the training's values, each once: at 49 all of the window lies below, and of the
    // training's hundred and one values fifty.
    recorded.segment(
        "1", IntStream.range(0, 50).mapToObj(x -> Recorded.at(10.5, x)).toArray(String[]::new));
    assertThat(value(Method.KS)).isCloseTo(51.0 / 101, within(1e-12));
  }

  @Test
  void the_training_itself_is_at_no_distance() throws Exception {
    recorded.segment(
        "1",
        IntStream.rangeClosed(0, 100).mapToObj(x -> Recorded.at(10.5, x)).toArray(String[]::new));
    assertThat(value(Method.KS)).isCloseTo(0, within(1e-12));
    assertThat(value(Method.PSI)).isCloseTo(0, within(1e-12));
  }

  @Test
  void every_method_finds_what_has_moved_and_keeps_still_otherwise() throws Exception {
    Statistics.Column whole =
        ColumnStatistics.of(
            DataType.parse("int64"), IntStream.range(0, 1000).mapToDouble(i -> i % 10).toArray());
    recorded.baseline(Map.of("x", whole));
    for (Method method : Method.values()) {
      recorded.segment("1", lines(i -> i % 10));
      assertThat(value(method)).as("%s of the same", method).isCloseTo(0, within(0.02));
      recorded.segment("1", lines(i -> 5 + i % 10));
      assertThat(value(method)).as("%s of what moved", method).isGreaterThan(0.2);
    }
  }

  @Test
  void a_value_that_training_never_saw_is_a_category_of_its_own() throws Exception {
    Statistics.Column flags =
        ColumnStatistics.of(DataType.parse("int32"), new double[] {1, 1, 1, 1, 1, 3, 3, 3, 3, 3});
    recorded.baseline(Map.of("x", flags));
    recorded.segment(
        "1",
        Recorded.at(10.1, 1),
        Recorded.at(10.2, 2),
        Recorded.at(10.3, 3),
        Recorded.missing(10.4));
    // Halves of the training became quarters, and two quarters stand where nothing was.
    double halved = 2 * 0.25 * 0.25 / 0.5;
    double unseen = 2 * (0.25 - 1e-4) * (0.25 - 1e-4) / 1e-4;
    assertThat(value(Method.CHI2)).isCloseTo(halved + unseen, within(1e-9));
  }

  @Test
  void methods_measure_what_has_no_threshold_and_fits() throws Exception {
    recorded.baseline(Map.of("x", Recorded.column()));
    recorded.segment("1", Recorded.at(10.5, 99));
    Monitor monitor = Recorded.monitor(1, Map.of(Method.PSI, 0.1));
    Monitor measured =
        Recorded.with(
            monitor,
            new Monitor.Drift(
                monitor.drift().standard(),
                new TreeMap<>(),
                Optional.of(
                    new TreeSet<>(List.of(Method.PSI, Method.TVD, Method.CHI2, Method.KS)))));
    WindowVerdict window = recorded.watch(24, false, measured).getLast();
    assertThat(window.features()).extracting(FeatureDrift::method).containsExactly(Method.PSI);
    assertThat(window.observed().orElseThrow().measures())
        .as("chi2 is for categories, and these are fractions")
        .extracting(JobResult.Measure::method)
        .containsExactly(Method.KS, Method.TVD);
    assertThat(window.observed().orElseThrow().measures().getLast().value()).isGreaterThan(0.8);
  }

  @Test
  void a_memory_without_categories_says_nothing_of_them() throws Exception {
    Pane old =
        Json.read("{\"samples\":1,\"bins\":{\"x\":[1]},\"quantiles\":{\"x\":[1]}}", Pane.class);
    assertThat(old.plus(Pane.empty()).categories()).isEmpty();
    assertThat(Pane.empty().plus(old).seen("x").categories()).isEmpty();
    assertThat(old.plus(old).seen("x").bins()).containsExactly(2L);
  }

  private static String[] lines(IntUnaryOperator value) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> Recorded.at(10.5, value.applyAsInt(i)))
        .toArray(String[]::new);
  }

  @Test
  void one_drifted_feature_of_a_hundred_is_found() throws Exception {
    Map<String, Statistics.Column> columns = new TreeMap<>();
    IntStream.range(0, 100).forEach(i -> columns.put("x" + i, Recorded.column()));
    recorded.baseline(columns);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row <= 100; row++) {
      StringBuilder inputs = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        inputs.append(i == 0 ? "" : ",").append("\"x" + i + "\":" + (i == 42 ? 99 : row));
      }
      lines.add(Recorded.line(10.5, inputs.toString()));
    }
    recorded.segment("1", lines.toArray(String[]::new));
    WindowVerdict window = recorded.watch(24, false).getLast();
    assertThat(window.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(window.features())
        .filteredOn(FeatureDrift::drifted)
        .extracting(FeatureDrift::feature)
        .containsOnly("x42");
  }

  @Test
  void a_features_own_thresholds_replace_the_standard_ones() throws Exception {
    recorded.baseline(Map.of("x", Recorded.column(), "y", Recorded.column()));
    recorded.segment("1", Recorded.line(10.5, "\"x\":99,\"y\":99"));
    Monitor standard = Recorded.monitor(1, Map.of(Method.PSI, 0.1));
    var own = new TreeMap<String, java.util.SortedMap<Method, Double>>();
    own.put("y", new TreeMap<>(Map.of(Method.KS, 2.0)));
    Monitor monitor = Recorded.with(standard, new Monitor.Drift(standard.drift().standard(), own));
    assertThat(recorded.watch(24, false, monitor).getLast().features())
        .extracting(FeatureDrift::feature, FeatureDrift::method, FeatureDrift::drifted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("x", Method.PSI, true),
            org.assertj.core.groups.Tuple.tuple("y", Method.KS, false));
  }

  private double value(Method method) throws Exception {
    recorded.forget();
    WindowVerdict window =
        recorded.watch(24, false, Recorded.monitor(1, Map.of(method, 0.2))).getLast();
    FeatureDrift drift = window.features().getFirst();
    assertThat(drift.drifted()).isEqualTo(drift.value() > 0.2);
    return drift.value();
  }
}
