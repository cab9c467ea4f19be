package dev.millwright.serving.process;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.feature.Status;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.FeatureLookup;
import dev.millwright.serving.graph.Features;
import dev.millwright.serving.graph.Materials;
import dev.millwright.serving.graph.Scorer;
import dev.millwright.serving.graph.TrainedModel;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.serving.GraphFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The example project's graph over hand-written stores and a hand-written model.
public final class ExampleGraph {
  private static final Path PROJECT = Path.of("../example-repo");

  private final GraphFile file;
  private final Map<Name, FeatureLookup> stores = new HashMap<>();
  private Scorer scorer = inputs -> inputs[0] / 100;
  private BoundGraph.Ticker ticker = () -> 0;

  public ExampleGraph() {
    Release release =
        switch (new Compiler().compile(WorkTree.at(PROJECT), Name.of("local"))) {
          case Checked.Ok<Compilation>(var compilation, var _) -> compilation.release();
          case Checked.Rejected<Compilation>(var findings) ->
              throw new AssertionError(findings.toString());
        };
    Component graph = release.at(Kind.SERVING_GRAPH, Name.of("predict-delay"));
    this.file = GraphFile.of(graph, release);
    file.sets().keySet().forEach(set -> store(set.text(), Map.of()));
  }

  /// Has a set answer these values, and nothing for its other features.
  public ExampleGraph store(String set, Map<String, Object> values) {
    FeatureSet definition = file.sets().get(Name.of(set));
    stores.put(
        Name.of(set),
        (_, _, _) -> {
          List<String> names =
              definition.features().stream().map(FeatureSet.Feature::name).toList();
          Object[] found = names.stream().map(values::get).toArray();
          Status[] statuses =
              names.stream()
                  .map(name -> values.containsKey(name) ? Status.PRESENT : Status.NULL)
                  .toArray(Status[]::new);
          return new Features(found, statuses, Digest.of(set));
        });
    return this;
  }

  public ExampleGraph store(String set, FeatureLookup lookup) {
    stores.put(Name.of(set), lookup);
    return this;
  }

  public ExampleGraph scorer(Scorer model) {
    scorer = model;
    return this;
  }

  public ExampleGraph ticker(BoundGraph.Ticker clock) {
    ticker = clock;
    return this;
  }

  public BoundGraph bound() {
    Statistics baseline = baseline();
    Map<Name, TrainedModel> models = new HashMap<>();
    file.models().keySet().forEach(name -> models.put(name, new TrainedModel(scorer, baseline)));
    return BoundGraph.bind(
        file,
        Digest.of("release"),
        new TreeMap<>(),
        new Materials(stores, models),
        (expression, columns) ->
            ExpressionCompiler.compile(expression, columns.stream().map(NamedType::name).toList())
                ::evaluate,
        ticker);
  }

  /// Every feature's training mean, median and mode are 7.
  private Statistics baseline() {
    SortedMap<String, Statistics.Column> columns = new TreeMap<>();
    file.vectors()
        .values()
        .forEach(
            vector ->
                vector
                    .features()
                    .forEach(
                        selected ->
                            columns.put(
                                selected.alias(),
                                new Statistics.Column(
                                    dev.millwright.spec.expression.DataType.of(
                                        dev.millwright.spec.expression.BaseType.FLOAT64),
                                    10,
                                    0,
                                    Optional.of(7.0),
                                    Optional.of(1.0),
                                    Optional.of(7.0),
                                    Optional.of(7.0),
                                    Optional.of(7.0),
                                    Optional.of("7"),
                                    List.of(),
                                    List.of(10L),
                                    List.of(),
                                    new TreeMap<>()))));
    return new Statistics(10, columns);
  }
}
