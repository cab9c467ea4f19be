package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.memory.Memory;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// The door: checks all resources, those that others use first. What a check came to is kept.
public final class Types {
  private final PastChecks past;
  private final Typing typing;

  public Types(Memory memory, Typing typing) {
    this.past = new PastChecks(memory);
    this.typing = typing;
  }

  /// All resources, every formula that has no finding typed.
  public SortedMap<Address, Resource> check(
      Declarations declarations, ProjectTree tree, Findings findings) {
    Pass pass = new Pass(past, Checks.of(declarations, tree, findings, typing), new TreeMap<>());
    declarations.resources().forEach((at, located) -> pass.typed.put(at, located.resource()));
    pass.data();
    pass.use();
    return pass.typed;
  }

  private record Pass(PastChecks past, Checks checks, SortedMap<Address, Resource> typed) {
    private void data() {
      all(Project.class, PolicyCheck::check);
      checks.declarations.all(Environment.class).forEach(it -> SignerCheck.check(checks, it));
      EnvironmentCheck environments = new EnvironmentCheck(checks);
      checks.declarations.all(Environment.class).forEach(environments::check);
      checks.declarations.all(Project.class).forEach(environments::notifications);
      SourceCheck sources = new SourceCheck(checks);
      checks.declarations.all(Function.class).forEach(new CodeCheck(checks)::check);
      all(Function.class, FunctionCheck::check);
      checks.declarations.all(FeatureSet.class).forEach(sources::check);
      checks.declarations.all(FeatureSet.class).forEach(it -> FeedCheck.check(checks, it));
      all(FeatureSet.class, FeatureSetCheck::check);
      all(FeatureVector.class, FeatureVectorCheck::check);
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
      checks.declarations.all(type).parallelStream()
          .map(declared -> past.check(checks, declared, type, check))
          .toList()
          .forEach(this::keep);
    }

    private void keep(PastChecks.Checked<?> checked) {
      checks.findings.addAll(checked.findings());
      typed.put(checked.typed().address(), checked.typed());
    }
  }
}
