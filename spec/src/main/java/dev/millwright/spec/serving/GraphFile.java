package dev.millwright.spec.serving;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `graph.json`: one graph version, all it needs that does not depend on the release. Immutable.
///
/// @param vectors every vector that an enrich step names; @param sets every set they select
///   from; @param models every model that a step asks; @param functions every function that a step
///   asks, if any does
public record GraphFile(
    ServingGraph graph,
    Digest version,
    SortedMap<Name, FeatureVector> vectors,
    SortedMap<Name, FeatureSet> sets,
    SortedMap<Name, Model> models,
    Optional<SortedMap<Name, Function>> functions) {
  /// Of a graph that asks no function.
  public GraphFile(
      ServingGraph graph,
      Digest version,
      SortedMap<Name, FeatureVector> vectors,
      SortedMap<Name, FeatureSet> sets,
      SortedMap<Name, Model> models) {
    this(graph, version, vectors, sets, models, Optional.empty());
  }

  /// The same of another definition.
  public GraphFile with(ServingGraph other) {
    return new GraphFile(other, version, vectors, sets, models, functions);
  }

  /// A graph of a release.
  public static GraphFile of(Component graph, Release release) {
    ServingGraph definition = (ServingGraph) graph.definition();
    SortedMap<Name, FeatureVector> vectors = new TreeMap<>();
    SortedMap<Name, FeatureSet> sets = new TreeMap<>();
    SortedMap<Name, Model> models = new TreeMap<>();
    for (ServingGraph.Step step : definition.steps()) {
      if (step instanceof ServingGraph.Enrich enrich) {
        FeatureVector vector =
            (FeatureVector) release.at(Kind.FEATURE_VECTOR, enrich.featureVector()).definition();
        vectors.put(enrich.featureVector(), vector);
        vector
            .features()
            .forEach(
                selected ->
                    sets.put(
                        selected.feature().featureSet(),
                        ((FeatureSet)
                                release
                                    .at(Kind.FEATURE_SET, selected.feature().featureSet())
                                    .definition())
                            .settled()));
      }
    }
    definition
        .models()
        .forEach(it -> models.put(it, ((Model) release.at(Kind.MODEL, it).definition()).settled()));
    return new GraphFile(
        definition, graph.version(), vectors, sets, models, functions(definition, release));
  }

  private static Optional<SortedMap<Name, Function>> functions(
      ServingGraph graph, Release release) {
    SortedMap<Name, Function> functions = new TreeMap<>();
    release.functions(graph).forEach(it -> functions.put(it.metadata().name(), it.settled()));
    return functions.isEmpty() ? Optional.empty() : Optional.of(functions);
  }
}
