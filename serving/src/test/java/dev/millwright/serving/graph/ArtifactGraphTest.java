package dev.millwright.serving.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.feature.Status;
import dev.millwright.serving.scene.Declared;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A model that is a file of the commit and takes fields by their names, in the graph that
/// [Declared] tells of: `avg` is filled with 7.5 where it is missing.
final class ArtifactGraphTest {
  private static final NamedType DISTANCE = field("distance", "int64");
  private static final NamedType AVG = field("avg", "float64");

  private static final List<ServingGraph.Step> PLAIN = List.of();

  /// As the trained model was taught.
  private static final List<ServingGraph.Step> FILLED =
      List.of(
          new ServingGraph.ImputeMissing("fill"),
          new ServingGraph.Predict("beside", Declared.MODEL));

  private final List<List<Float>> asked = new ArrayList<>();
  private Scorer scorer = _ -> 0.3;
  private @Nullable Double avg = 12.0;

  /// How `avg` is filled, where it is not as it is declared.
  private Optional<FeatureSet.Impute> imputed = Optional.empty();

  @Test
  void it_takes_fields_in_its_own_order_whoever_brings_them() {
    assertThat(answer(run(FILLED, DISTANCE, AVG, field("hour", "int64")))).isEqualTo(0.3);
    assertThat(asked.getLast()).containsExactly(954f, 12f, 18f);
  }

  @Test
  void what_a_step_before_has_filled_in_is_taken_as_it_is() {
    avg = null;
    run(FILLED, AVG, DISTANCE);
    assertThat(asked.getLast()).containsExactly(7.5f, 954f);
  }

  @Test
  void what_is_missing_is_refused_unless_the_field_says_that_it_may_be() {
    avg = null;
    assertThat(run(PLAIN, DISTANCE, AVG).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.violations().toString()).contains("avg"));
    run(PLAIN, DISTANCE, field("avg", "float64?"));
    assertThat(asked.getLast()).containsExactly(954f, Float.NaN);
  }

  @Test
  void what_no_training_is_needed_for_is_filled_without_a_trained_model() {
    avg = null;
    imputed = Optional.of(new FeatureSet.Impute(FeatureSet.With.CONSTANT, Optional.of("3.5")));
    run(List.of(new ServingGraph.ImputeMissing("fill")), AVG);
    assertThat(asked.getLast()).containsExactly(3.5f);
  }

  @Test
  void one_that_cannot_be_asked_like_this_is_not_bound() {
    scorer =
        inputs -> {
          throw new IllegalStateException("not " + inputs.length + " columns");
        };
    assertThatThrownBy(() -> run(FILLED, DISTANCE, AVG)).hasMessageContaining("not 2 columns");
  }

  private static NamedType field(String name, String type) {
    return new NamedType(name, DataType.ofWord(type).orElseThrow());
  }

  private static Object answer(Passage passage) {
    Map<String, Object> outputs = new HashMap<>();
    passage.outputs(outputs::put);
    return outputs.get("late_probability");
  }

  private Passage run(List<ServingGraph.Step> between, NamedType... fields) {
    NamedType probability = field("late_probability", "float64");
    BoundGraph graph =
        bind(
            Declared.standard()
                .asking(
                    new Model.Fields(List.of(fields)),
                    probability,
                    between.toArray(ServingGraph.Step[]::new)));
    Object[] row = new Object[graph.width()];
    row[0] = "SEA";
    row[1] = Instant.parse("2001-03-30T18:20:00Z");
    row[2] = 954L;
    return graph.run(row, Instant.EPOCH, 0);
  }

  private BoundGraph bind(GraphFile file) {
    Features found =
        new Features(
            new Object[] {avg, 90L},
            new Status[] {avg == null ? Status.NULL : Status.PRESENT, Status.PRESENT},
            Digest.of("snapshot"));
    Map<Name, TrainedModel> models = new HashMap<>();
    models.put(Declared.GIVEN, new TrainedModel(this::score, new Statistics(0, new TreeMap<>())));
    models.put(Declared.MODEL, new TrainedModel(_ -> 0.9, Declared.baseline(7.5, 42)));
    return BoundGraph.bind(
        new GraphFile(
            file.graph(),
            file.version(),
            file.vectors(),
            new TreeMap<>(Map.of(Declared.SET, set())),
            file.models()),
        Digest.of("release"),
        new TreeMap<>(),
        new Materials(Map.of(Declared.SET, (_, _, _) -> found), models),
        (expression, columns) ->
            ExpressionCompiler.compile(expression, columns.stream().map(NamedType::name).toList())
                ::evaluate,
        () -> 0);
  }

  private double score(float[] inputs) {
    List<Float> values = new ArrayList<>();
    for (float input : inputs) {
      values.add(input);
    }
    asked.add(values);
    return scorer.score(inputs);
  }

  private FeatureSet set() {
    FeatureSet set = Declared.standard().set();
    return new FeatureSet(
        set.metadata(),
        set.entities(),
        set.timestamp(),
        set.availableAt(),
        set.source(),
        set.transform(),
        set.aggregate(),
        set.features().stream().map(this::feature).toList(),
        set.maxAge(),
        set.online());
  }

  private FeatureSet.Feature feature(FeatureSet.Feature feature) {
    return feature.name().equals("avg")
        ? new FeatureSet.Feature(
            feature.name(),
            feature.type(),
            feature.description(),
            feature.policy(),
            imputed.or(feature::impute))
        : feature;
  }
}
