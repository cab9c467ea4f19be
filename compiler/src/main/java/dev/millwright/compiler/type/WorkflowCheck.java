package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Propose;
import dev.millwright.spec.resource.Workflow.Train;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A workflow proposes only what it has trained.
final class WorkflowCheck {
  private WorkflowCheck() {}

  static void check(Checks checks, Declared<Workflow> declared) {
    Set<Name> trained = new HashSet<>();
    List<Workflow.Step> steps = declared.resource().steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Train(var _, var model)) {
        trained.add(model);
      }
      if (steps.get(i) instanceof Propose(var _, var model) && !trained.contains(model)) {
        checks.findings.add(
            declared
                .spec("steps")
                .element(i)
                .error(
                    Rule.GRAPH_TOPOLOGY,
                    "the step proposes `" + model + "`, which no step before it trains")
                .hint("add `train: {model: " + model + "}` before it"));
      }
    }
  }
}
