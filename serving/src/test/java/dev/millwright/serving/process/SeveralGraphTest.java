package dev.millwright.serving.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.feature.Status;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.FeatureLookup;
import dev.millwright.serving.graph.Features;
import dev.millwright.serving.graph.Materials;
import dev.millwright.serving.graph.Outcome;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.graph.TrainedModel;
import dev.millwright.serving.request.Parsed;
import dev.millwright.serving.request.RequestReader;
import dev.millwright.serving.scene.Declared;
import dev.millwright.spec.Digest;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Lists and vectors on their way from a request's JSON by a store and a model to the answer's.
final class SeveralGraphTest {
  private static final List<NamedType> REQUEST =
      List.of(
          field("origin", "string"),
          field("scheduled", "timestamp"),
          field("query", "vector<float32, 2>"),
          field("hints", "list<string?>"));
  private static final List<NamedType> RESPONSE =
      List.of(
          field("late_probability", "float64"),
          field("near", "vector<float64, 3>?"),
          field("hints", "list<string?>"));

  private final List<List<Float>> asked = new ArrayList<>();
  private Object near = List.of(1.5, 2.0, -3.0);

  @Test
  void a_model_takes_the_numbers_of_vectors_and_an_answer_gives_them_back() {
    Passage passage = run("[0.5, 7]", "[\"a\", null]");
    assertThat(asked).containsExactly(List.of(1.5f, 2f, -3f, 0.5f, 7f));
    assertThat(answer(passage))
        .isEqualTo("{\"late_probability\":0.25,\"near\":[1.5,2.0,-3.0],\"hints\":[\"a\",null]}");
  }

  @Test
  void a_vector_that_is_missing_is_missed_once() {
    near = null;
    Passage passage = run("[0.5, 7]", "[]");
    assertThat(asked).isEmpty();
    assertThat(passage.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.violations())
                    .extracting(it -> it.field() + " " + it.code())
                    .containsExactly("near missing_value"));
  }

  @Test
  void what_was_asked_with_a_vector_is_told_as_one_value() {
    List<String> inputs = new ArrayList<>();
    run("[0.5, 7]", "[]").inputs((name, value) -> inputs.add(name + " " + value));
    assertThat(inputs).containsExactly("near [1.5, 2.0, -3.0]", "query [0.5, 7.0]");
  }

  private Passage run(String query, String hints) {
    String body =
        "{\"origin\": \"SEA\", \"scheduled\": \"2001-03-30T18:20:00Z\", \"query\": %s, \"hints\": %s}"
            .formatted(query, hints);
    BoundGraph graph = graph();
    Parsed parsed =
        new RequestReader(REQUEST).read(body.getBytes(StandardCharsets.UTF_8), graph.width());
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return graph.run(((Parsed.Valid) parsed).row(), Instant.EPOCH, 0);
  }

  private BoundGraph graph() {
    FeatureLookup store =
        (_, _, _) ->
            new Features(
                new Object[] {near},
                new Status[] {near == null ? Status.NULL : Status.PRESENT},
                Digest.of("snapshot"));
    TrainedModel model =
        new TrainedModel(
            inputs -> {
              List<Float> numbers = new ArrayList<>();
              for (float input : inputs) {
                numbers.add(input);
              }
              asked.add(numbers);
              return 0.25;
            },
            Declared.baseline(0, 0));
    return BoundGraph.bind(
        file(),
        Digest.of("release"),
        new TreeMap<>(),
        new Materials(Map.of(Declared.SET, store), Map.of(Declared.MODEL, model)),
        (expression, columns) ->
            ExpressionCompiler.compile(expression, columns.stream().map(NamedType::name).toList())
                ::evaluate,
        () -> 0);
  }

  private static String answer(Passage passage) {
    return new String(Answer.json(passage, false), StandardCharsets.UTF_8);
  }

  private static GraphFile file() {
    Declared declared = Declared.standard().onMissing(FeatureVector.OnMissing.FAIL);
    GraphFile file = declared.file();
    ServingGraph graph = file.graph();
    TreeMap<String, Formula> answers = new TreeMap<>();
    RESPONSE.forEach(field -> answers.put(field.name(), named(field)));
    return new GraphFile(
        new ServingGraph(
            graph.metadata(),
            REQUEST,
            RESPONSE,
            List.of(
                new ServingGraph.Enrich("enrich", Declared.VECTOR, Optional.of("scheduled")),
                new ServingGraph.Predict("predict", Declared.MODEL),
                new ServingGraph.Respond("answer", answers)),
            graph.ways(),
            graph.replicas(),
            graph.resources(),
            graph.timeout(),
            graph.batching(),
            graph.scaling(),
            graph.rollout()),
        Declared.VERSION,
        new TreeMap<>(Map.of(Declared.VECTOR, vector(file.vectors().get(Declared.VECTOR)))),
        new TreeMap<>(Map.of(Declared.SET, set(declared.set()))),
        file.models());
  }

  private static FeatureVector vector(FeatureVector like) {
    return new FeatureVector(
        like.metadata(),
        like.label(),
        REQUEST.subList(0, 3),
        new TreeMap<>(),
        List.of(
            new FeatureVector.Selected(
                new FeatureVector.FeatureReference(Declared.SET, "near"), "near")),
        like.join(),
        like.onMissing());
  }

  private static FeatureSet set(FeatureSet like) {
    DataType type = DataType.parse("vector<float64, 3>?");
    return new FeatureSet(
        like.metadata(),
        like.entities(),
        like.timestamp(),
        like.availableAt(),
        like.source(),
        like.transform(),
        like.aggregate(),
        Arrays.asList(
            new FeatureSet.Feature("near", type, Optional.empty(), List.of(), Optional.empty())),
        like.maxAge(),
        like.online());
  }

  private static Formula named(NamedType field) {
    return Formula.written(field.name()).typed(new Expression.Field(field.name(), field.type()));
  }

  private static NamedType field(String name, String type) {
    return new NamedType(name, DataType.parse(type));
  }
}
