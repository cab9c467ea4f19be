package dev.millwright.compiler.version;

import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Derive;
import dev.millwright.spec.resource.FeatureSet.Filter;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A compiled definition without what is only for people: descriptions, labels, the author's
/// spelling of expressions. Two definitions that mean the same have the same essence.
final class Essence {
  private Essence() {}

  static Resource of(Resource resource) {
    return switch (resource) {
      case Project project -> new Project(plain(project.metadata()));
      case Environment environment -> environment;
      case Connection it -> new Connection(plain(it.metadata()), it.place(), it.secretRef());
      case Function function -> of(function);
      case FeatureSet set -> of(set);
      case FeatureVector vector -> of(vector);
      case Model model -> of(model);
      case ServingGraph graph -> of(graph);
      case Workflow workflow -> of(workflow);
      case Monitor monitor -> of(monitor);
    };
  }

  private static Function of(Function function) {
    return function.with(
        plain(function.metadata()),
        function.tune().map(tune -> tune.stoppingAt(tune.stop().map(Essence::of))));
  }

  private static FeatureSet of(FeatureSet set) {
    return new FeatureSet(
        plain(set.metadata()),
        set.entities(),
        set.timestamp(),
        set.availableAt().map(Essence::of),
        set.source(),
        set.transform().stream().map(Essence::of).toList(),
        set.aggregate(),
        set.features().stream().map(Essence::of).toList(),
        set.maxAge(),
        set.online(),
        set.schedule(),
        set.offline());
  }

  private static FeatureSet.Transform of(FeatureSet.Transform step) {
    return switch (step) {
      case Derive(var columns) -> new Derive(of(columns));
      case Filter(var condition) -> new Filter(of(condition));
      case FeatureSet.Custom other -> other;
      case FeatureSet.Shorthand other -> other;
    };
  }

  private static FeatureSet.Feature of(FeatureSet.Feature feature) {
    var policies =
        feature.policy().stream()
            .map(policy -> new FeatureSet.Policy(of(policy.check()), policy.onViolation()))
            .toList();
    return new FeatureSet.Feature(
        feature.name(), feature.type(), Optional.empty(), policies, feature.impute());
  }

  private static FeatureVector of(FeatureVector vector) {
    return new FeatureVector(
        plain(vector.metadata()),
        vector.label(),
        vector.request(),
        of(vector.derive()),
        vector.features(),
        vector.join(),
        vector.onMissing(),
        vector.maxAge());
  }

  private static Model of(Model model) {
    return model.with(plain(model.metadata()), model.origin(), of(model.gates()));
  }

  private static ServingGraph of(ServingGraph graph) {
    ServingGraph.Rollout rollout = graph.rollout();
    return new ServingGraph(
        plain(graph.metadata()),
        graph.request(),
        graph.response(),
        graph.steps().stream().map(Essence::of).toList(),
        graph.ways(),
        graph.replicas(),
        graph.resources(),
        graph.timeout(),
        graph.batching(),
        graph.scaling(),
        new ServingGraph.Rollout(
            rollout.steps(),
            rollout.pause(),
            of(rollout.analysis()),
            rollout.minSamples(),
            rollout.onInconclusive(),
            rollout.prove(),
            rollout.exposure()));
  }

  private static ServingGraph.Step of(ServingGraph.Step step) {
    return switch (step) {
      case ServingGraph.Respond(var name, var fields) -> new ServingGraph.Respond(name, of(fields));
      case ServingGraph.Transform(var name, var derive) ->
          new ServingGraph.Transform(name, of(derive));
      case ServingGraph.Switch(var name, var cases) ->
          new ServingGraph.Switch(name, cases.stream().map(Essence::of).toList());
      case ServingGraph.Step other -> other;
    };
  }

  private static ServingGraph.Case of(ServingGraph.Case it) {
    return new ServingGraph.Case(it.when().map(Essence::of), it.to(), it.maxLoops());
  }

  private static Monitor of(Monitor monitor) {
    return monitor.with(
        plain(monitor.metadata()),
        monitor.alerts().stream().map(alert -> alert.with(of(alert.when()))).toList());
  }

  private static Workflow of(Workflow workflow) {
    return new Workflow(
        plain(workflow.metadata()),
        workflow.steps(),
        workflow.conduct().map(Essence::conduct),
        workflow.parameters(),
        workflow.onExit(),
        workflow.triggers(),
        workflow.concurrency(),
        workflow.timeout());
  }

  private static SortedMap<String, Workflow.Conduct> conduct(
      SortedMap<String, Workflow.Conduct> conduct) {
    SortedMap<String, Workflow.Conduct> essence = new TreeMap<>();
    conduct.forEach((step, it) -> essence.put(step, it.withWhen(it.when().map(Essence::of))));
    return essence;
  }

  private static Metadata plain(Metadata metadata) {
    return new Metadata(metadata.name());
  }

  private static Formula of(Formula formula) {
    return new Formula(Rendering.of(formula.expression()), formula.typed());
  }

  private static List<Formula> of(List<Formula> formulas) {
    return formulas.stream().map(Essence::of).toList();
  }

  private static SortedMap<String, Formula> of(SortedMap<String, Formula> formulas) {
    SortedMap<String, Formula> essence = new TreeMap<>();
    formulas.forEach((name, formula) -> essence.put(name, of(formula)));
    return essence;
  }
}
