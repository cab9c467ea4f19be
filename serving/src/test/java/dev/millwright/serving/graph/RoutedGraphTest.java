package dev.millwright.serving.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.feature.Status;
import dev.millwright.serving.scene.Declared;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.expression.Operator;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Case;
import dev.millwright.spec.resource.ServingGraph.Combine;
import dev.millwright.spec.resource.ServingGraph.OnMemberFailure;
import dev.millwright.spec.resource.ServingGraph.Step;
import dev.millwright.spec.resource.ServingGraph.Ways;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Graphs whose steps do not simply follow each other.
final class RoutedGraphTest {
  private static final Name OTHER = Name.of("other");
  private static final DataType FLOAT64 = DataType.of(BaseType.FLOAT64);
  private static final DataType INT64 = DataType.of(BaseType.INT64);
  private static final String ANSWER = "late_probability";

  private final Map<Name, Scorer> scorers =
      new HashMap<>(Map.of(Declared.MODEL, _ -> 0.2, OTHER, _ -> 0.5));
  private long distance = 100;

  @Test
  void a_switch_takes_the_first_case_that_holds() {
    List<Step> steps =
        List.of(
            enrich(),
            farOrNear(Optional.empty()),
            predict("far"),
            transform("near", "0.7"),
            answer());
    TreeMap<String, List<String>> after = new TreeMap<>(Map.of("answer", List.of("far", "near")));
    distance = 3000;
    assertThat(answered(steps, after, Map.of())).isEqualTo(0.2);
    distance = 2000;
    assertThat(answered(steps, after, Map.of())).isEqualTo(0.7);
  }

  @Test
  void steps_are_bound_in_the_order_of_the_ways_and_not_of_the_list() {
    List<Step> steps = List.of(enrich(), answer(), predict("predict"));
    TreeMap<String, List<String>> after =
        new TreeMap<>(Map.of("answer", List.of("predict"), "predict", List.of("enrich")));
    assertThat(answered(steps, after, Map.of())).isEqualTo(0.2);
  }

  @Test
  void a_way_back_is_taken_as_often_as_it_says() {
    List<Step> steps =
        List.of(transform("once", "0.7"), enrich(), predict(), backToPredict(3), answer());
    List<Long> asked = new ArrayList<>();
    distance = 3000;
    scorers.put(
        Declared.MODEL,
        _ -> {
          asked.add(distance);
          return asked.size();
        });
    assertThat(answered(steps.subList(1, 5), new TreeMap<>(), Map.of())).isEqualTo(4.0);
    assertThat(asked).hasSize(4);
  }

  @Test
  void another_step_takes_over_from_one_that_breaks() {
    scorers.put(
        Declared.MODEL,
        _ -> {
          throw new IllegalStateException("no answer");
        });
    List<Step> steps =
        List.of(enrich(), predict(), answer(), respond("fallback", literal(FLOAT64, "0.4")));
    Passage passage = run(steps, new TreeMap<>(), Map.of("predict", "fallback"));
    assertThat(value(passage)).isEqualTo(0.4);
    assertThat(passage.warnings()).containsExactly("predict did not go through; fallback did");
  }

  @Test
  void a_catch_takes_over_from_the_steps_before_it() {
    scorers.put(
        Declared.MODEL,
        _ -> {
          throw new IllegalStateException("no answer");
        });
    List<Step> steps =
        List.of(
            enrich(),
            predict(),
            answer(),
            new ServingGraph.Catch("saved", List.of()),
            respond("fallback", literal(FLOAT64, "0.4")));
    assertThat(answered(steps, new TreeMap<>(), Map.of())).isEqualTo(0.4);
  }

  @Test
  void what_is_derived_is_there_for_later_steps() {
    List<Step> steps = List.of(transform("derive", "0.6"), answer());
    assertThat(answered(steps, new TreeMap<>(), Map.of())).isEqualTo(0.6);
  }

  @Test
  void an_ensemble_weighs_its_models() {
    assertThat(ensemble(Combine.MEAN, List.of(2.0, 1.0), OnMemberFailure.FAIL))
        .isEqualTo((2 * 0.2 + 0.5) / 3);
    assertThat(ensemble(Combine.MEAN, List.of(), OnMemberFailure.FAIL)).isEqualTo(0.35);
    assertThat(ensemble(Combine.MEDIAN, List.of(), OnMemberFailure.FAIL)).isEqualTo(0.35);
    assertThat(ensemble(Combine.MIN, List.of(), OnMemberFailure.FAIL)).isEqualTo(0.2);
    assertThat(ensemble(Combine.MAX, List.of(), OnMemberFailure.FAIL)).isEqualTo(0.5);
  }

  @Test
  void an_ensemble_goes_without_a_member_only_where_it_may() {
    scorers.put(
        OTHER,
        _ -> {
          throw new IllegalStateException("no answer");
        });
    assertThat(ensemble(Combine.MEAN, List.of(2.0, 1.0), OnMemberFailure.SKIP)).isEqualTo(0.2);
    assertThat(asked(Combine.MEAN, List.of(), OnMemberFailure.FAIL).outcome())
        .isInstanceOf(Outcome.Failed.class);
    scorers.put(Declared.MODEL, scorers.get(OTHER));
    assertThat(asked(Combine.MEAN, List.of(), OnMemberFailure.SKIP).outcome())
        .isInstanceOf(Outcome.Failed.class);
  }

  private Object ensemble(Combine combine, List<Double> weights, OnMemberFailure failure) {
    return value(asked(combine, weights, failure));
  }

  private Passage asked(Combine combine, List<Double> weights, OnMemberFailure failure) {
    List<Name> models = List.of(Declared.MODEL, OTHER);
    Step both = new ServingGraph.Ensemble("both", models, combine, weights, failure);
    return run(List.of(enrich(), both, answer()), new TreeMap<>(), Map.of());
  }

  private static Step enrich() {
    return new ServingGraph.Enrich("enrich", Declared.VECTOR, Optional.of("scheduled"));
  }

  private static Step predict() {
    return predict("predict");
  }

  private static Step predict(String name) {
    return new ServingGraph.Predict(name, Declared.MODEL);
  }

  private static Step transform(String name, String value) {
    return new ServingGraph.Transform(
        name, new TreeMap<>(Map.of(ANSWER, formula(literal(FLOAT64, value)))));
  }

  private static Step answer() {
    return respond("answer", new Expression.Field(ANSWER, FLOAT64));
  }

  private static Step respond(String name, Expression value) {
    return new ServingGraph.Respond(name, new TreeMap<>(Map.of(ANSWER, formula(value))));
  }

  private static Step farOrNear(Optional<Integer> maxLoops) {
    return new ServingGraph.Switch(
        "route",
        List.of(
            new Case(Optional.of(isFar()), "far", maxLoops),
            new Case(Optional.empty(), "near", Optional.empty())));
  }

  private static Step backToPredict(int maxLoops) {
    return new ServingGraph.Switch(
        "again",
        List.of(
            new Case(Optional.of(isFar()), "predict", Optional.of(maxLoops)),
            new Case(Optional.empty(), "answer", Optional.empty())));
  }

  private static Formula isFar() {
    return formula(
        new Expression.Call(
            Operator.GREATER,
            List.of(new Expression.Field("distance", INT64), literal(INT64, "2000")),
            DataType.of(BaseType.BOOL)));
  }

  private static Formula formula(Expression expression) {
    return Formula.written("written").typed(expression);
  }

  private static Expression literal(DataType type, String text) {
    return new Expression.Literal(type, Optional.of(text));
  }

  private Object answered(
      List<Step> steps, TreeMap<String, List<String>> after, Map<String, String> onError) {
    return value(run(steps, after, onError));
  }

  private static Object value(Passage passage) {
    Map<String, Object> outputs = new HashMap<>();
    passage.outputs(outputs::put);
    return outputs.get(ANSWER);
  }

  private Passage run(
      List<Step> steps, TreeMap<String, List<String>> after, Map<String, String> onError) {
    Ways ways = new Ways(after, new TreeMap<>(onError));
    Features found =
        new Features(
            new Object[] {1.0, 2L},
            new Status[] {Status.PRESENT, Status.PRESENT},
            Digest.of("snapshot"));
    Map<Name, TrainedModel> models = new HashMap<>();
    scorers.forEach(
        (name, scorer) -> models.put(name, new TrainedModel(scorer, Declared.baseline(7.5, 42))));
    BoundGraph graph =
        BoundGraph.bind(
            Declared.standard().file(steps, ways, List.of(OTHER)),
            Digest.of("release"),
            new TreeMap<>(),
            new Materials(Map.of(Declared.SET, (_, _, _) -> found), models),
            (expression, columns) ->
                ExpressionCompiler.compile(
                        expression, columns.stream().map(NamedType::name).toList())
                    ::evaluate,
            () -> 0);
    Object[] row = new Object[graph.width()];
    row[0] = "SEA";
    row[1] = Instant.parse("2001-03-30T18:20:00Z");
    row[2] = distance;
    return graph.run(row, Instant.EPOCH, 0);
  }
}
