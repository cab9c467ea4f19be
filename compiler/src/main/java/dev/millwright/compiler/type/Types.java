package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Pieces;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The door: checks all resources, those that others use first. What a check came to is kept.
public final class Types {
  private final PastChecks past;
  private final Typing typing;

  public Types(Memory memory, Typing typing) {
    this.past = new PastChecks(memory);
    this.typing = typing;
  }

  /// All resources in order of address, every formula that has no finding typed.
  public List<Resource> check(Declarations declarations, ProjectTree tree, Findings findings) {
    Pass pass = new Pass(past, Checks.of(declarations, tree, findings, typing), new HashMap<>());
    pass.data();
    pass.use();
    return declarations.resources().values().stream()
        .map(it -> pass.typed.getOrDefault(it.address(), it.resource()))
        .toList();
  }

  private record Pass(PastChecks past, Checks checks, Map<Address, Resource> typed) {
    private void data() {
      all(Project.class, Pass::project);
      all(Environment.class, Pass::environment);
      checks.declarations.all(Function.class).forEach(new CodeCheck(checks)::check);
      all(Function.class, FunctionCheck::check);
      all(FeatureSet.class, Pass::featureSet);
      all(FeatureVector.class, FeatureVectorCheck::check);
    }

    private static Project project(Checks checks, Declared<Project> declared) {
      new EnvironmentCheck(checks).notifications(declared);
      return PolicyCheck.check(checks, declared);
    }

    private static Environment environment(Checks checks, Declared<Environment> declared) {
      SignerCheck.check(checks, declared);
      new EnvironmentCheck(checks).check(declared);
      return declared.resource();
    }

    private static FeatureSet featureSet(Checks checks, Declared<FeatureSet> declared) {
      new SourceCheck(checks).check(declared);
      FeedCheck.check(checks, declared);
      return FeatureSetCheck.check(checks, declared);
    }

    private void use() {
      all(Model.class, ModelCheck::check);
      all(ServingGraph.class, ServingGraphCheck::check);
      CycleCheck cycles = new CycleCheck(checks);
      checks.declarations.all(ServingGraph.class).forEach(cycles::check);
      RecordedCheck recorded = new RecordedCheck(checks);
      checks.declarations.all(FeatureSet.class).forEach(recorded::check);
      all(Workflow.class, WorkflowCheck::check);
      all(Monitor.class, MonitorCheck::check);
    }

    /// All of a kind, on all processors: they use others' kinds only. What comes of it is taken in
    /// order of name.
    private <R extends Resource> void all(Class<R> type, BiFunction<Checks, Declared<R>, R> check) {
      Pieces.each(
              checks.declarations.all(type), declared -> past.check(checks, declared, type, check))
          .forEach(this::keep);
    }

    private void keep(PastChecks.Checked<?> checked) {
      checks.findings.addAll(checked.findings());
      typed.put(checked.typed().address(), checked.typed());
    }
  }
}
