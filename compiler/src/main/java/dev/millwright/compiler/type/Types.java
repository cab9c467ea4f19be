package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import java.util.SortedMap;
import java.util.TreeMap;

/// The door: checks all resources, those that others use first.
public final class Types {
  private final Checks checks;
  private final SortedMap<Address, Resource> typed = new TreeMap<>();

  private Types(Checks checks) {
    this.checks = checks;
  }

  /// All resources, every formula that has no finding typed.
  public static SortedMap<Address, Resource> check(
      Declarations declarations, ProjectTree tree, Typing typing, Findings findings) {
    Types types = new Types(new Checks(declarations, tree, findings, typing));
    declarations.resources().forEach((at, located) -> types.typed.put(at, located.resource()));
    types.data();
    types.use();
    return types.typed;
  }

  private void data() {
    checks.declarations.all(Project.class).forEach(it -> keep(PolicyCheck.check(checks, it)));
    SourceCheck sources = new SourceCheck(checks);
    checks.declarations.all(Function.class).forEach(sources::function);
    for (Declared<FeatureSet> set : checks.declarations.all(FeatureSet.class)) {
      sources.check(set);
      keep(FeatureSetCheck.check(checks, set));
    }
    for (Declared<FeatureVector> vector : checks.declarations.all(FeatureVector.class)) {
      keep(FeatureVectorCheck.check(checks, vector));
    }
  }

  private void use() {
    for (Declared<Model> model : checks.declarations.all(Model.class)) {
      keep(ModelCheck.check(checks, model));
    }
    for (Declared<ServingGraph> graph : checks.declarations.all(ServingGraph.class)) {
      keep(ServingGraphCheck.check(checks, graph));
      new CycleCheck(checks).check(graph);
    }
    RecordedCheck recorded = new RecordedCheck(checks);
    checks.declarations.all(FeatureSet.class).forEach(recorded::check);
    checks.declarations.all(Workflow.class).forEach(it -> WorkflowCheck.check(checks, it));
    for (Declared<Monitor> monitor : checks.declarations.all(Monitor.class)) {
      keep(MonitorCheck.check(checks, monitor));
    }
  }

  private void keep(Resource resource) {
    typed.put(resource.address(), resource);
  }
}
