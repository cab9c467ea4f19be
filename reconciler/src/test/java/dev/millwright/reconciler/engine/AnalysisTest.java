package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.Traffic;
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
import org.junit.jupiter.api.Test;

/// What conditions over a rollout's measurements are given to judge by.
final class AnalysisTest {
  private static final Traffic NEW = new Traffic(200, 4, Optional.of(3.0), Optional.of(9.5));
  private static final Traffic OLD = new Traffic(1000, 10, Optional.of(2.0), Optional.of(8.0));

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
    Traffic few = new Traffic(19, 0, Optional.of(1.0), Optional.of(1.0));
    assertThat(judge(few, OLD, true))
        .isEqualTo(new Analysis.Inconclusive("19 requests, and 20 are asked"));
    assertThat(asked).isEmpty();
  }

  @Test
  void where_no_condition_is_there_nothing_has_to_be_measured() {
    assertThat(judge(Traffic.NONE, Traffic.NONE, false, List.of())).isEqualTo(new Analysis.Pass());
  }

  private Analysis.Verdict judge(Traffic candidate, Traffic stable, boolean holds) {
    Expression name = new Expression.Field("errorRate", DataType.of(BaseType.FLOAT64));
    return judge(
        candidate, stable, holds, List.of(Formula.written("errorRate < 0.01").typed(name)));
  }

  private Analysis.Verdict judge(
      Traffic candidate, Traffic stable, boolean holds, List<Formula> conditions) {
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
