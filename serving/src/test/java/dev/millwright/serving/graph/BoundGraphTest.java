package dev.millwright.serving.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.feature.Status;
import dev.millwright.serving.request.Violation;
import dev.millwright.serving.scene.Declared;
import dev.millwright.spec.Digest;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The steps over hand-written stores and models: no file, no HTTP.
final class BoundGraphTest {
  private static final Digest SNAPSHOT = Digest.of("snapshot");
  private static final Instant SCHEDULED = Instant.parse("2001-03-30T18:20:00Z");

  private final List<List<Float>> asked = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final List<Optional<Duration>> ages = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private Features found = present(20.0, 90L);
  private Scorer scorer = _ -> 0.25;

  @Test
  void a_model_takes_features_then_derived_then_request_in_order() {
    Passage passage = run(Declared.standard());
    assertThat(passage.outcome()).isInstanceOf(Outcome.Answered.class);
    assertThat(asked).containsExactly(List.of(20f, 90f, 18f, 954f));
    assertThat(outputs(passage)).containsExactly(Map.entry("late_probability", 0.25));
    assertThat(times).containsExactly(SCHEDULED);
    assertThat(passage.at()).isEqualTo(SCHEDULED);
    assertThat(passage.snapshots()).containsExactly(Map.entry(Declared.SET, SNAPSHOT));
  }

  @Test
  void what_is_missing_is_filled_with_what_the_model_was_taught() {
    found = new Features(new Object[2], missing(Status.NULL, Status.EXPIRED), SNAPSHOT);
    Passage passage = run(Declared.standard());
    assertThat(asked).containsExactly(List.of(7.5f, 42f, 18f, 954f));
    assertThat(features(passage))
        .containsExactly("avg 7.5 NULL imputed", "worst 42 EXPIRED imputed");
    assertThat(inputs(passage)).containsEntry("avg", "null").containsEntry("distance", "954");
  }

  @Test
  void zero_is_not_missing() {
    found = present(0.0, 0L);
    assertThat(features(run(Declared.standard())))
        .containsExactly("avg 0.0 PRESENT", "worst 0 PRESENT");
    assertThat(asked).containsExactly(List.of(0f, 0f, 18f, 954f));
  }

  @Test
  void a_model_that_was_taught_with_gaps_sees_them() {
    found = new Features(new Object[] {null, 90L}, missing(Status.NULL, Status.PRESENT), SNAPSHOT);
    run(Declared.standard().onMissing(FeatureVector.OnMissing.NULL));
    assertThat(asked).containsExactly(List.of(Float.NaN, 90f, 18f, 954f));
  }

  @Test
  void a_model_that_cannot_do_without_is_not_asked() {
    found = new Features(new Object[2], missing(Status.NULL, Status.NULL), SNAPSHOT);
    Passage passage = run(Declared.standard().onMissing(FeatureVector.OnMissing.FAIL));
    assertThat(asked).isEmpty();
    assertThat(passage.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.step()).isEqualTo("predict");
              assertThat(refused.violations())
                  .extracting(Violation::field)
                  .containsExactly("avg", "worst");
            });
  }

  @Test
  void an_unknown_key_is_filled_by_a_left_join() {
    found = Features.none(2);
    assertThat(run(Declared.standard()).outcome()).isInstanceOf(Outcome.Answered.class);
    assertThat(asked).containsExactly(List.of(7.5f, 42f, 18f, 954f));
  }

  @Test
  void an_unknown_key_ends_an_inner_join_and_still_tells_what_was_read() {
    found = new Features(new Object[2], missing(Status.NOT_FOUND, Status.NOT_FOUND), SNAPSHOT);
    Passage passage = run(Declared.standard().join(FeatureVector.Join.INNER));
    assertThat(passage.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.violations())
                    .extracting(Violation::field, Violation::code)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                            "origin", Violation.Code.UNKNOWN_ENTITY)));
    assertThat(passage.snapshots()).containsExactly(Map.entry(Declared.SET, SNAPSHOT));
  }

  @Test
  void a_known_but_expired_key_passes_an_inner_join() {
    found = new Features(new Object[2], missing(Status.EXPIRED, Status.EXPIRED), SNAPSHOT);
    assertThat(run(Declared.standard().join(FeatureVector.Join.INNER)).outcome())
        .isInstanceOf(Outcome.Answered.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = FeatureSet.OnViolation.class,
      names = {"DROP", "QUARANTINE", "FAIL"})
  void a_violated_policy_refuses_by_the_guard(FeatureSet.OnViolation policy) {
    found = present(-121.0, 1L);
    Passage passage = run(Declared.standard().policy(policy));
    assertThat(passage.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.step()).isEqualTo("guard");
              assertThat(refused.violations().getFirst().message())
                  .isEqualTo("avg is -121.0, against its policy: avg BETWEEN -120 AND 1440");
            });
  }

  @Test
  void a_policy_that_warns_lets_the_request_pass_whatever_the_guard_says() {
    found = present(-121.0, 1L);
    Passage passage = run(Declared.standard().policy(FeatureSet.OnViolation.WARN));
    assertThat(passage.outcome()).isInstanceOf(Outcome.Answered.class);
    assertThat(passage.warnings()).hasSize(1);
  }

  @Test
  void a_guard_that_warns_lets_the_request_pass_whatever_the_policy_says() {
    found = present(1_440.5, 1L);
    Passage passage = run(Declared.standard().guard(ServingGraph.OnViolation.WARN));
    assertThat(passage.outcome()).isInstanceOf(Outcome.Answered.class);
    assertThat(passage.warnings()).hasSize(1);
  }

  @Test
  void bounds_and_missing_values_violate_nothing() {
    found = present(-120.0, 1L);
    assertThat(run(Declared.standard()).warnings()).isEmpty();
    found = new Features(new Object[2], missing(Status.NULL, Status.NULL), SNAPSHOT);
    assertThat(run(Declared.standard()).outcome()).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void a_step_that_breaks_is_named_and_keeps_its_cause_to_itself() {
    scorer =
        _ -> {
          throw new IllegalStateException("secret");
        };
    assertThat(run(Declared.standard()).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.step()).isEqualTo("predict");
              assertThat(failed.message()).doesNotContain("secret");
              assertThat(failed.cause()).hasMessage("secret");
            });
  }

  @Test
  void an_answer_without_a_value_is_a_broken_answer() {
    scorer = _ -> Double.NaN;
    assertThat(run(Declared.standard()).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.step()).isEqualTo("answer"));
  }

  @Test
  void the_step_in_which_time_runs_out_is_named_and_no_later_one_runs() {
    Declared quick = Declared.standard().timeout(Duration.ofMillis(300));
    scorer =
        _ -> {
          nanos.addAndGet(Duration.ofMillis(301).toNanos());
          return 0.5;
        };
    Passage passage = run(quick);
    assertThat(passage.outcome()).isEqualTo(new Outcome.Late("predict"));
    assertThat(passage.stepNanos(3)).isEqualTo(Duration.ofMillis(301).toNanos());
    assertThat(passage.stepNanos(4)).isZero();
  }

  @Test
  void exactly_the_whole_time_is_in_time() {
    scorer =
        _ -> {
          nanos.addAndGet(Duration.ofMillis(300).toNanos());
          return 0.5;
        };
    assertThat(run(Declared.standard().timeout(Duration.ofMillis(300))).outcome())
        .isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void a_clock_that_runs_over_the_end_of_its_range_makes_nothing_late() {
    nanos.set(Long.MAX_VALUE - 10);
    scorer =
        _ -> {
          nanos.addAndGet(100);
          return 0.5;
        };
    assertThat(run(Declared.standard()).outcome()).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void a_release_that_lacks_a_model_does_not_bind() {
    assertThatThrownBy(
            () ->
                bind(
                    Declared.standard().file(),
                    new Materials(Map.of(Declared.SET, (_, _, _) -> found), Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model delay");
  }

  @Test
  void a_value_may_be_no_older_than_the_vector_says() {
    Duration age = Duration.ofHours(6);
    run(Declared.standard().file());
    run(Declared.standard().aged(age));
    assertThat(ages).containsExactly(Optional.empty(), Optional.of(age));
  }

  private Passage run(Declared declared) {
    return run(declared.file());
  }

  private Passage run(GraphFile declared) {
    FeatureLookup store =
        (entity, asOf, maxAge) -> {
          assertThat(entity).containsExactly("SEA");
          times.add(asOf);
          ages.add(maxAge);
          return found;
        };
    Scorer recorded =
        inputs -> {
          List<Float> values = new ArrayList<>();
          for (float input : inputs) {
            values.add(input);
          }
          asked.add(values);
          return scorer.score(inputs);
        };
    BoundGraph graph =
        bind(
            declared,
            new Materials(
                Map.of(Declared.SET, store),
                Map.of(Declared.MODEL, new TrainedModel(recorded, Declared.baseline(7.5, 42)))));
    Object[] row = new Object[graph.width()];
    row[0] = "SEA";
    row[1] = SCHEDULED;
    row[2] = 954L;
    return graph.run(row, Instant.EPOCH, nanos.get());
  }

  private BoundGraph bind(GraphFile declared, Materials materials) {
    return BoundGraph.bind(
        declared,
        Digest.of("release"),
        new TreeMap<>(),
        materials,
        (expression, columns) ->
            ExpressionCompiler.compile(expression, columns.stream().map(NamedType::name).toList())
                ::evaluate,
        nanos::get);
  }

  private static Features present(double avg, long worst) {
    return new Features(
        new Object[] {avg, worst}, missing(Status.PRESENT, Status.PRESENT), SNAPSHOT);
  }

  private static Status[] missing(Status avg, Status worst) {
    return new Status[] {avg, worst};
  }

  private static List<String> features(Passage passage) {
    List<String> features = new ArrayList<>();
    passage.features(
        (alias, value, status, imputed) ->
            features.add(alias + " " + value + " " + status + (imputed ? " imputed" : "")));
    return features;
  }

  private static Map<String, Object> outputs(Passage passage) {
    Map<String, Object> outputs = new LinkedHashMap<>();
    passage.outputs(outputs::put);
    return outputs;
  }

  private static Map<String, String> inputs(Passage passage) {
    Map<String, String> inputs = new LinkedHashMap<>();
    passage.inputs((name, value) -> inputs.put(name, String.valueOf(value)));
    return inputs;
  }
}
