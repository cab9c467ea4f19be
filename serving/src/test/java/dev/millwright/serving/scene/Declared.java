package dev.millwright.serving.scene;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.expression.Operator;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A small graph, declared without a compiler: will a flight be late, by the delays of its origin?
///
/// A request has origin, scheduled and distance. The set `delays` has `avg`, which must lie between
/// -120 and 1440 and is filled with its mean, and `worst`, which is filled with its median. The
/// model takes `avg`, `worst`, the derived `hour`, and `distance`, in that order.
///
/// @param timeout of the graph
public record Declared(
    Duration timeout,
    FeatureVector.Join join,
    FeatureVector.OnMissing onMissing,
    ServingGraph.OnViolation guard,
    FeatureSet.OnViolation policy) {
  public static final Name GRAPH = Name.of("late");
  public static final Name SET = Name.of("delays");
  public static final Name VECTOR = Name.of("flight");
  public static final Name MODEL = Name.of("delay");
  public static final Name GIVEN = Name.of("given");
  public static final Digest VERSION = Digest.of("graph");

  private static final DataType NUMBER = DataType.of(BaseType.FLOAT64);

  /// With a timeout that no test meets.
  public static Declared standard() {
    return new Declared(
        Duration.ofMinutes(5),
        FeatureVector.Join.LEFT,
        FeatureVector.OnMissing.IMPUTE,
        ServingGraph.OnViolation.FAIL,
        FeatureSet.OnViolation.QUARANTINE);
  }

  public Declared timeout(Duration other) {
    return new Declared(other, join, onMissing, guard, policy);
  }

  public Declared join(FeatureVector.Join other) {
    return new Declared(timeout, other, onMissing, guard, policy);
  }

  public Declared onMissing(FeatureVector.OnMissing other) {
    return new Declared(timeout, join, other, guard, policy);
  }

  public Declared guard(ServingGraph.OnViolation other) {
    return new Declared(timeout, join, onMissing, other, policy);
  }

  public Declared policy(FeatureSet.OnViolation other) {
    return new Declared(timeout, join, onMissing, guard, other);
  }

  public GraphFile file() {
    return new GraphFile(
        graph(),
        VERSION,
        new TreeMap<>(Map.of(VECTOR, vector())),
        new TreeMap<>(Map.of(SET, set())),
        new TreeMap<>(Map.of(MODEL, model())));
  }

  /// The same with a vector to which a value may be no older than this.
  public GraphFile aged(Duration age) {
    FeatureVector plain = vector();
    FeatureVector aged =
        new FeatureVector(
            plain.metadata(),
            plain.label(),
            plain.request(),
            plain.derive(),
            plain.features(),
            plain.join(),
            plain.onMissing(),
            new TreeMap<>(Map.of(SET, age)));
    GraphFile file = file();
    return new GraphFile(
        file.graph(), VERSION, new TreeMap<>(Map.of(VECTOR, aged)), file.sets(), file.models());
  }

  /// The same with other steps.
  ///
  /// @param twins names under which the model is known as well
  public GraphFile file(List<ServingGraph.Step> steps, ServingGraph.Ways ways, List<Name> twins) {
    ServingGraph graph = graph();
    TreeMap<Name, Model> models = new TreeMap<>(Map.of(MODEL, model()));
    twins.forEach(name -> models.put(name, model(name)));
    return new GraphFile(
        new ServingGraph(
            graph.metadata(),
            graph.request(),
            graph.response(),
            steps,
            Optional.of(ways),
            graph.replicas(),
            graph.resources(),
            graph.timeout(),
            graph.batching(),
            graph.scaling(),
            graph.rollout()),
        VERSION,
        file().vectors(),
        file().sets(),
        models);
  }

  /// The same with an artifact that answers.
  ///
  /// @param between steps before it is asked; the trained model is known where one asks it
  public GraphFile asking(Model.Inputs inputs, NamedType output, ServingGraph.Step... between) {
    List<ServingGraph.Step> steps = new ArrayList<>();
    steps.add(new ServingGraph.Enrich("enrich", VECTOR, Optional.of("scheduled")));
    steps.addAll(List.of(between));
    steps.add(new ServingGraph.Predict("given", GIVEN));
    steps.add(graph().steps().getLast());
    GraphFile file =
        file(steps, new ServingGraph.Ways(new TreeMap<>(), new TreeMap<>()), List.of());
    TreeMap<Name, Model> models = new TreeMap<>(file.models());
    models.keySet().retainAll(file.graph().models());
    models.put(
        GIVEN,
        new Model(
            named(GIVEN),
            new Model.Artifact("models/given.onnx"),
            Model.Format.ONNX,
            inputs,
            List.of(output),
            List.of()));
    return new GraphFile(file.graph(), file.version(), file.vectors(), file.sets(), models);
  }

  private ServingGraph graph() {
    Formula answer = field("late_probability", NUMBER);
    return new ServingGraph(
        named(GRAPH),
        request(),
        List.of(new NamedType("late_probability", NUMBER)),
        List.of(
            new ServingGraph.Enrich("enrich", VECTOR, Optional.of("scheduled")),
            new ServingGraph.Validate("guard", guard),
            new ServingGraph.ImputeMissing("fill"),
            new ServingGraph.Predict("predict", MODEL),
            new ServingGraph.Respond("answer", new TreeMap<>(Map.of("late_probability", answer)))),
        Optional.empty(),
        1,
        new Resources(Optional.empty()),
        timeout,
        Optional.empty(),
        Optional.empty(),
        new ServingGraph.Rollout(
            List.of(),
            Duration.ZERO,
            List.of(),
            0,
            ServingGraph.OnInconclusive.PROCEED,
            Duration.ZERO,
            Optional.empty()));
  }

  private static List<NamedType> request() {
    return List.of(
        new NamedType("origin", DataType.of(BaseType.STRING)),
        new NamedType("scheduled", DataType.of(BaseType.TIMESTAMP)),
        new NamedType("distance", DataType.of(BaseType.INT64)));
  }

  public FeatureSet set() {
    return new FeatureSet(
        named(SET),
        List.of(new NamedType("origin", DataType.of(BaseType.STRING))),
        Optional.of("at"),
        Optional.empty(),
        new FeatureSet.Files(
            Name.of("flights"),
            "delays.csv",
            List.of(
                new NamedType("origin", DataType.of(BaseType.STRING)),
                new NamedType("at", DataType.of(BaseType.TIMESTAMP)),
                new NamedType("avg", NUMBER.orNull()),
                new NamedType("worst", DataType.of(BaseType.INT64).orNull()))),
        List.of(),
        List.of(),
        List.of(
            feature("avg", BaseType.FLOAT64, FeatureSet.With.MEAN, List.of(plausible())),
            feature("worst", BaseType.INT64, FeatureSet.With.MEDIAN, List.of())),
        Optional.of(Duration.ofDays(7)),
        true);
  }

  private FeatureSet.Policy plausible() {
    DataType type = NUMBER.orNull();
    Expression between =
        new Expression.Call(
            Operator.BETWEEN,
            List.of(new Expression.Field("avg", type), number("-120.0"), number("1440.0")),
            new DataType(BaseType.BOOL, true));
    return new FeatureSet.Policy(
        Formula.written("avg BETWEEN -120 AND 1440").typed(between), policy);
  }

  private static FeatureSet.Feature feature(
      String name, BaseType type, FeatureSet.With with, List<FeatureSet.Policy> policies) {
    return new FeatureSet.Feature(
        name,
        new DataType(type, true),
        Optional.empty(),
        policies,
        Optional.of(new FeatureSet.Impute(with, Optional.empty())));
  }

  private FeatureVector vector() {
    Expression hour =
        new Expression.Call(
            Operator.EXTRACT_HOUR,
            List.of(new Expression.Field("scheduled", DataType.of(BaseType.TIMESTAMP))),
            DataType.of(BaseType.INT64));
    return new FeatureVector(
        named(VECTOR),
        Optional.empty(),
        request(),
        new TreeMap<>(Map.of("hour", Formula.written("EXTRACT(HOUR FROM scheduled)").typed(hour))),
        List.of(selected("avg"), selected("worst")),
        join,
        onMissing);
  }

  private static FeatureVector.Selected selected(String feature) {
    return new FeatureVector.Selected(new FeatureVector.FeatureReference(SET, feature), feature);
  }

  private static Model model() {
    return model(MODEL);
  }

  private static Model model(Name name) {
    return new Model(
        named(name),
        new Model.TrainedBy(
            Name.of("train"),
            new TreeMap<>(),
            "flights",
            VECTOR,
            Duration.ofDays(30),
            Duration.ofDays(7),
            Instant.EPOCH),
        Model.Format.ONNX,
        new Model.OfVector(VECTOR),
        List.of(new NamedType("late_probability", NUMBER)),
        List.of());
  }

  /// Training statistics with a mean of `avg` and a median of `worst`.
  public static Statistics baseline(double mean, double median) {
    return new Statistics(
        100,
        new TreeMap<>(Map.of("avg", column(mean, mean + 1), "worst", column(median + 1, median))));
  }

  private static Statistics.Column column(double mean, double median) {
    return new Statistics.Column(
        NUMBER.orNull(),
        100,
        0,
        Optional.of(mean),
        Optional.of(1.0),
        Optional.of(-1e3),
        Optional.of(1e3),
        Optional.of(median),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  private static Formula field(String name, DataType type) {
    return Formula.written(name).typed(new Expression.Field(name, type));
  }

  private static Expression number(String text) {
    return new Expression.Literal(NUMBER, Optional.of(text));
  }

  private static Metadata named(Name name) {
    return new Metadata(name);
  }
}
