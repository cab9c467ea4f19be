package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Step;
import dev.millwright.spec.workflow.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The names of a workflow's steps: each once, and each that another waits for there.
final class WorkflowNames {
  private final Checks checks;
  private final Declared<Workflow> declared;
  private final Workflow workflow;
  private final Map<String, Place> first = new HashMap<>();

  WorkflowNames(Checks checks, Declared<Workflow> declared) {
    this.checks = checks;
    this.declared = declared;
    this.workflow = declared.resource();
  }

  void check() {
    List<Step> exit = workflow.onExit().orElse(List.of());
    for (int i = 0; i < workflow.steps().size(); i++) {
      first.putIfAbsent(
          workflow.steps().get(i).name(), declared.spec("steps").element(i).field("name"));
    }
    for (int i = 0; i < exit.size(); i++) {
      twice(exit.get(i), declared.spec("onExit").element(i).field("name"));
    }
    waits(workflow.steps(), declared.spec("steps"));
    waits(exit, declared.spec("onExit"));
  }

  private void twice(Step step, Place place) {
    Place earlier = first.get(step.name());
    if (earlier != null) {
      checks.findings.add(
          place
              .error(Rule.INVALID_VALUE, "a step is called `" + step.name() + "` already")
              .hint("outputs are found by the step's name: give this one another")
              .related(earlier.span(), "the first one"));
    }
  }

  private void waits(List<Step> steps, Place place) {
    List<String> names = steps.stream().map(Step::name).toList();
    for (int i = 0; i < steps.size(); i++) {
      List<String> after = workflow.conductOf(steps.get(i).name()).after().orElse(List.of());
      for (int j = 0; j < after.size(); j++) {
        if (!names.contains(after.get(j))) {
          unknown(after.get(j), names, place.element(i).field("after").element(j));
        }
      }
    }
    circle(steps, place);
  }

  private void unknown(String name, List<String> names, Place place) {
    boolean isElsewhere =
        workflow.allSteps().stream().map(Step::name).anyMatch(it -> it.equals(name));
    if (isElsewhere) {
      checks.findings.add(
          place
              .error(
                  Rule.UNKNOWN_REFERENCE,
                  "`" + name + "` is of the other steps, and `onExit` begins when all have ended")
              .hint("leave it out"));
    } else {
      checks.unknown(place, "there is no step `" + name + "`", name, names);
    }
  }

  private void circle(List<Step> steps, Place place) {
    List<Integer> circle = Sequence.of(workflow, steps).circle();
    if (circle.isEmpty()) {
      return;
    }
    int earliest = circle.stream().min(Integer::compare).orElseThrow();
    String way = circle.stream().map(i -> steps.get(i).name()).collect(Collectors.joining("` → `"));
    checks.findings.add(
        place
            .element(earliest)
            .error(
                Rule.STEP_CIRCLE,
                "steps wait for each other in a circle: `%s` → `%s`"
                    .formatted(way, steps.get(circle.getFirst()).name()))
            .hint(
                "a step waits for the one above it unless it says `after`, and for those whose"
                    + " outputs it takes"));
  }
}
