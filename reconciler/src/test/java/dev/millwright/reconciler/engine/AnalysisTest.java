package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.Counted;
import dev.millwright.reconciler.platform.Traffic;
import dev.millwright.spec.distribution.Distribution;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.ServingGraph.OnInconclusive;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What conditions over a rollout's measurements are given to judge by.
final class AnalysisTest {
  private static final Traffic NEW = traffic(4, Map.of(3.0, 197L, 9.5, 3L));
  private static final Traffic OLD = traffic(10, Map.of(2.0, 980L, 8.0, 20L));

  private static final String DRIFT = "psi(" + Counted.FIELD + ")";

  private final List<Map<String, Object>> asked = new ArrayList<>();

  @Test
  void measures_of_both_versions_have_their_names() {
    judge(NEW, OLD, true);
    assertThat(asked.getFirst())
        .containsEntry("errorRate", 0.02)
        .containsEntry("p50", 3.0)
        .containsEntry("p99", 9.5)
        .containsEntry("requests", 200L)
        .containsEntry("stable.errorRate", 0.01)
        .containsEntry("stable.p99", 8.0)
        .containsEntry("stable.requests", 1000L);
  }

  @Test
  void earlier_spellings_are_the_same_measures() {
    judge(NEW, OLD, true);
    Map<String, Object> values = asked.getFirst();
    for (String prefix : List.of("", "stable.")) {
      assertThat(values.get(prefix + "error_rate")).isEqualTo(values.get(prefix + "errorRate"));
      assertThat(values.get(prefix + "p50_ms")).isEqualTo(values.get(prefix + "p50"));
      assertThat(values.get(prefix + "p99_ms")).isEqualTo(values.get(prefix + "p99"));
    }
  }

  @Test
  void a_stable_version_without_a_request_has_no_measures() {
    judge(NEW, Traffic.NONE, true);
    assertThat(asked.getFirst().keySet()).noneMatch(name -> name.startsWith("stable."));
  }

  @Test
  void a_condition_that_does_not_hold_is_told_with_what_was_measured() {
    assertThat(judge(NEW, OLD, false))
        .isEqualTo(new Analysis.Fail("errorRate < 0.01 does not hold: errorRate is 0.0200"));
  }

  @Test
  void too_few_requests_are_never_a_pass() {
    Traffic few = traffic(0, Map.of(1.0, 19L));
    assertThat(judge(few, OLD, true))
        .isEqualTo(new Analysis.Inconclusive("19 requests, and 20 are asked"));
    assertThat(asked).isEmpty();
  }

  @Test
  void where_no_condition_is_there_nothing_has_to_be_measured() {
    assertThat(judge(Traffic.NONE, Optional.of(Traffic.NONE), false, List.of()))
        .isEqualTo(new Analysis.Pass());
  }

  @Test
  void how_far_answers_are_apart_is_a_measure_of_both() {
    assertThat(drift(saying(200, 0.5), Optional.of(saying(200, 0.5)), true))
        .isEqualTo(new Analysis.Pass());
    assertThat(asked.getFirst()).containsEntry(DRIFT, 0.0);
    assertThat(drift(saying(200, 0.25), Optional.of(saying(200, 0.5)), false))
        .isInstanceOfSatisfying(
            Analysis.Fail.class, fail -> assertThat(fail.why()).contains(DRIFT + " is 18."));
  }

  @Test
  void too_few_answers_to_tell_them_apart_from_chance_are_never_a_pass_nor_a_failure() {
    assertThat(drift(saying(30, 0.5), Optional.of(saying(30, 0.5)), true))
        .isEqualTo(new Analysis.Inconclusive("too few answers to tell " + DRIFT + " from chance"));
    assertThat(drift(saying(30, 0.5), Optional.of(Traffic.NONE), true))
        .isInstanceOf(Analysis.Inconclusive.class);
  }

  @Test
  void what_fails_for_another_reason_fails_however_few_answers_there_are() {
    List<Formula> both = List.of(condition(DRIFT), condition("errorRate"));
    assertThat(judge(saying(30, 0.5), Optional.of(Traffic.NONE), false, both))
        .isInstanceOf(Analysis.Fail.class);
  }

  @Test
  void where_no_old_version_answers_beside_drift_is_not_asked_for() {
    assertThat(drift(saying(200, 0.5), Optional.empty(), false)).isEqualTo(new Analysis.Pass());
    assertThat(asked).isEmpty();
  }

  private Analysis.Verdict drift(Traffic candidate, Optional<Traffic> stable, boolean holds) {
    return judge(candidate, stable, holds, List.of(condition(DRIFT)));
  }

  private static Traffic saying(long requests, double answer) {
    return Counted.traffic(requests, 0, answer);
  }

  private static Traffic traffic(long errors, Map<Double, Long> latency) {
    Distribution took = new Distribution(new TreeMap<>(latency));
    return new Traffic(took.total(), errors, took, new TreeMap<>());
  }

  private static Formula condition(String name) {
    return Formula.written(name + " < 0.01")
        .typed(new Expression.Field(name, DataType.of(BaseType.FLOAT64)));
  }

  private Analysis.Verdict judge(Traffic candidate, Traffic stable, boolean holds) {
    return judge(candidate, Optional.of(stable), holds, List.of(condition("errorRate")));
  }

  private Analysis.Verdict judge(
      Traffic candidate, Optional<Traffic> stable, boolean holds, List<Formula> conditions) {
    Rollout rollout =
        new Rollout(
            List.of(),
            Duration.ZERO,
            conditions,
            20,
            OnInconclusive.RETURN,
            Duration.ZERO,
            Optional.empty());
    return new Analysis(
            rollout,
            (_, values) -> {
              asked.add(Map.copyOf(values));
              return holds;
            })
        .judge(candidate, stable);
  }
}
