package dev.millwright.compiler.version;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Dependency.Edge;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Recorded;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.FeatureReference;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.AskFunction;
import dev.millwright.spec.resource.ServingGraph.Enrich;
import dev.millwright.spec.resource.Workflow;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which other components a component takes into its version, and how.
final class Edges {
  private final SortedMap<Address, Edge> edges = new TreeMap<>();

  private Edges() {}

  /// The other definitions of the same commit.
  interface Definitions {
    Optional<Resource> find(Address address);
  }

  /// @param definitions all components, so that a monitor finds the models of its graph
  static SortedMap<Address, Edge> of(Resource definition, Definitions definitions) {
    Edges found = new Edges();
    switch (definition) {
      case FeatureSet set -> found.gather(set);
      case FeatureVector vector -> found.gather(vector);
      case Model model -> found.gather(model);
      case ServingGraph graph -> found.gather(graph);
      case Workflow workflow -> found.gather(workflow);
      case Monitor monitor -> found.gather(monitor, definitions);
      case Function _, Project _, Environment _, Connection _ -> {}
    }
    return found.edges;
  }

  private void gather(FeatureSet set) {
    if (set.source() instanceof Recorded(var graph, var _)) {
      add(Kind.SERVING_GRAPH, graph, Edge.READS);
    }
    for (FeatureSet.Transform step : set.transform()) {
      if (step instanceof FeatureSet.Custom(var function)) {
        add(Kind.FUNCTION, function, Edge.DERIVES);
      }
    }
  }

  private void gather(FeatureVector vector) {
    Stream.concat(
            vector.label().stream(),
            vector.features().stream().map(FeatureVector.Selected::feature))
        .map(FeatureReference::featureSet)
        .forEach(set -> add(Kind.FEATURE_SET, set, Edge.DERIVES));
  }

  private void gather(Model model) {
    switch (model.origin()) {
      case Model.TrainedBy trained -> {
        add(Kind.FUNCTION, trained.function(), Edge.DERIVES);
        add(Kind.FEATURE_VECTOR, trained.featureVector(), Edge.DERIVES);
      }
      // Which columns there are, and in which order, is all that fixed bytes take from a vector.
      case Model.Artifact _ ->
          model.inputs().vector().ifPresent(it -> add(Kind.FEATURE_VECTOR, it, Edge.READS));
    }
  }

  private void gather(ServingGraph graph) {
    for (ServingGraph.Step step : graph.steps()) {
      if (step instanceof Enrich enrich) {
        add(Kind.FEATURE_VECTOR, enrich.featureVector(), Edge.DERIVES);
      }
      if (step instanceof AskFunction ask) {
        add(Kind.FUNCTION, ask.function(), Edge.DERIVES);
      }
    }
    graph.models().forEach(it -> add(Kind.MODEL, it, Edge.DERIVES));
  }

  /// What starts it is no dependency: it says when the workflow runs, and nothing of what it does.
  private void gather(Workflow workflow) {
    workflow.allSteps().forEach(this::gather);
  }

  private void gather(Workflow.Step step) {
    switch (step) {
      case Workflow.Ingest(var _, var set) -> add(Kind.FEATURE_SET, set, Edge.READS);
      case Workflow.Train(var _, var model) -> add(Kind.MODEL, model, Edge.READS);
      case Workflow.Propose(var _, var model) -> add(Kind.MODEL, model, Edge.READS);
      case Workflow.Deploy(var _, var graphs) ->
          graphs.forEach(it -> add(Kind.SERVING_GRAPH, it, Edge.READS));
      case Workflow.Run run -> {
        add(Kind.FUNCTION, run.function(), Edge.READS);
        run.inputs().values().forEach(this::gather);
      }
      case Workflow.Approval _ -> {}
    }
  }

  private void gather(Workflow.Source source) {
    switch (source) {
      case Workflow.Vector(var vector, var _) -> add(Kind.FEATURE_VECTOR, vector, Edge.READS);
      case Workflow.Rows(var set) -> add(Kind.FEATURE_SET, set, Edge.READS);
      case Workflow.From _ -> {}
    }
  }

  private void gather(Monitor monitor, Definitions definitions) {
    Address watched = new Address(Kind.SERVING_GRAPH, monitor.of());
    add(Kind.SERVING_GRAPH, monitor.of(), Edge.READS);
    monitor.function().ifPresent(it -> add(Kind.FUNCTION, it, Edge.DERIVES));
    monitor
        .performance()
        .ifPresent(it -> add(Kind.FEATURE_SET, it.labels().featureSet(), Edge.READS));
    if (definitions.find(watched).orElse(null) instanceof ServingGraph graph) {
      graph.models().stream()
          .filter(it -> isTrained(definitions.find(new Address(Kind.MODEL, it))))
          .forEach(it -> add(Kind.MODEL, it, Edge.DERIVES));
    }
  }

  /// Windows are compared with trainings, and an artifact had none here.
  private static boolean isTrained(Optional<Resource> model) {
    return model.orElse(null) instanceof Model it && it.training().isPresent();
  }

  private void add(Kind kind, Name name, Edge edge) {
    edges.put(new Address(kind, name), edge);
  }
}
