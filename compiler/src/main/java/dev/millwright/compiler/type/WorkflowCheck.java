package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Conduct;
import dev.millwright.spec.resource.Workflow.Step;
import dev.millwright.spec.workflow.Reference;
import dev.millwright.spec.workflow.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A workflow: how its steps hang together, what they take from one another, what starts it.
final class WorkflowCheck {
  private static final String PARAMETERS = "workflow.parameters.";

  private final Checks checks;
  private final Declared<Workflow> declared;
  private final Workflow workflow;
  private final SortedMap<String, Conduct> typed = new TreeMap<>();

  private WorkflowCheck(Checks checks, Declared<Workflow> declared) {
    this.checks = checks;
    this.declared = declared;
    this.workflow = declared.resource();
    workflow.conduct().ifPresent(typed::putAll);
  }

  static Workflow check(Checks checks, Declared<Workflow> declared) {
    WorkflowCheck check = new WorkflowCheck(checks, declared);
    new WorkflowNames(checks, declared).check();
    check.steps();
    new TriggerCheck(checks, declared).check();
    check.unused();
    return check.typed();
  }

  private void steps() {
    WorkflowSteps steps = new WorkflowSteps(checks, declared, typed);
    steps.check(workflow.steps(), declared.spec("steps"), List.of());
    workflow
        .onExit()
        .ifPresent(exit -> steps.check(exit, declared.spec("onExit"), workflow.steps()));
  }

  private void unused() {
    Set<String> used = new HashSet<>();
    for (Step step : workflow.allSteps()) {
      Conduct conduct = workflow.conductOf(step.name());
      Sequence.texts(step, conduct)
          .flatMap(text -> Reference.in(text).stream())
          .map(Reference::path)
          .forEach(used::add);
      conduct.when().ifPresent(when -> used.addAll(named(when.text())));
    }
    for (String name : workflow.parameters().orElseGet(TreeMap::new).keySet()) {
      if (!used.contains(PARAMETERS + name)) {
        checks.findings.add(
            Diagnostic.warning(
                    Rule.PARAMETER_UNUSED,
                    declared.spec("parameters").field(name).key(),
                    "no step uses the parameter `" + name + "`")
                .hint(
                    "write `${" + PARAMETERS + name + "}` where its value belongs, or delete it"));
      }
    }
  }

  private static final Pattern NAMED =
      Pattern.compile("\\bworkflow\\.parameters\\.[A-Za-z_][A-Za-z0-9_]*");

  private static Set<String> named(String expression) {
    Set<String> names = new HashSet<>();
    Matcher matcher = NAMED.matcher(expression);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  private Workflow typed() {
    return new Workflow(
        workflow.metadata(),
        workflow.steps(),
        Optional.of(typed).filter(it -> !it.isEmpty()),
        workflow.parameters(),
        workflow.onExit(),
        workflow.triggers(),
        workflow.concurrency(),
        workflow.timeout());
  }

  /// What every step may name, whatever runs before it.
  static StepValues values(Checks checks, Workflow workflow, boolean isExit) {
    StepValues values = new StepValues(checks);
    workflow
        .parameters()
        .orElseGet(TreeMap::new)
        .forEach((name, it) -> values.addParameter(name, Shape.of(it)));
    if (isExit) {
      values.add("workflow.succeeded", Shape.of(BaseType.BOOL));
      values.add("workflow.failure", Shape.of(new DataType(BaseType.STRING, true)));
    }
    return values;
  }
}
