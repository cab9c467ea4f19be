package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Conduct;
import dev.millwright.spec.resource.Workflow.Step;
import dev.millwright.spec.workflow.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// The steps of a workflow in an order in which they can run: each sees the outputs of those that
/// have ended when it begins.
final class WorkflowSteps {
  private final Checks checks;
  private final Workflow workflow;
  private final SortedMap<String, Conduct> conduct;
  private final StepOutputs outputs;
  private final Map<String, Place> places = new HashMap<>();

  /// @param conduct takes the typed conditions
  WorkflowSteps(Checks checks, Declared<Workflow> declared, SortedMap<String, Conduct> conduct) {
    this.checks = checks;
    this.workflow = declared.resource();
    this.conduct = conduct;
    this.outputs = new StepOutputs(checks);
    place(workflow.steps(), declared.spec("steps"));
    workflow.onExit().ifPresent(steps -> place(steps, declared.spec("onExit")));
  }

  private void place(List<Step> steps, Place list) {
    for (int i = 0; i < steps.size(); i++) {
      places.putIfAbsent(steps.get(i).name(), list.element(i));
    }
  }

  /// @param ended steps that have ended before any of these begins, however they did
  void check(List<Step> steps, Place list, List<Step> ended) {
    Sequence sequence = Sequence.of(workflow, steps);
    for (int i : sequence.order()) {
      StepValues values = WorkflowCheck.values(checks, workflow, !ended.isEmpty());
      ended.forEach(it -> values.addStep(it.name(), of(it), Optional.of(ended(it))));
      List<Step> before = sequence.allBefore(i).stream().map(steps::get).toList();
      step(steps.get(i), before, values, list.element(i));
    }
  }

  private void step(Step step, List<Step> before, StepValues values, Place place) {
    Conduct own = workflow.conductOf(step.name());
    ForEachCheck repeated = new ForEachCheck(checks, values, place.field("forEach"));
    before.forEach(it -> values.addStep(it.name(), of(it), Optional.empty()));
    own.forEach().ifPresent(it -> repeated.check(it, step, own));
    mark(before, Optional.empty(), values);
    ConditionCheck conditions = new ConditionCheck(checks, workflow, values);
    Optional<Formula> when = own.when().map(it -> conditions.check(it, place.field("when")));
    when.ifPresent(it -> conduct.put(step.name(), own.withWhen(Optional.of(it))));
    mark(before, when, values);
    SortedSet<String> present = new TreeSet<>();
    Conjuncts.of(when).ifPresent(it -> present.addAll(it.present()));
    values.narrow(present);
    own.forEach().ifPresent(repeated::checkPresence);
    new StepWork(checks, workflow, values, place).check(step);
    if (step instanceof Workflow.Propose propose) {
      proposes(propose, before, when, place);
    }
  }

  /// Says of each step before which may be skipped that its outputs may be missing, unless this one
  /// runs only where that one does.
  private void mark(List<Step> before, Optional<Formula> when, StepValues values) {
    for (Step it : before) {
      values.addStep(it.name(), of(it), skipped(it.name()).filter(_ -> !runsWith(when, it.name())));
    }
  }

  private boolean runsWith(Optional<Formula> when, String earlier) {
    Optional<Conjuncts> own = Conjuncts.of(when);
    Optional<Conjuncts> other = Conjuncts.of(conduct.getOrDefault(earlier, Conduct.PLAIN).when());
    return own.isEmpty() || other.isEmpty() || own.get().include(other.get());
  }

  private Optional<StepValues.Absence> skipped(String step) {
    return workflow
        .conductOf(step)
        .when()
        .map(_ -> new StepValues.Absence("`" + step + "` may be skipped", said(step)));
  }

  private StepValues.Absence ended(Step step) {
    return new StepValues.Absence("`" + step.name() + "` may not have run", said(step.name()));
  }

  /// Where a step says when it runs, else where it stands.
  private Span said(String step) {
    boolean isConditional = workflow.conductOf(step).when().isPresent();
    return Objects.requireNonNull(places.get(step)).field(isConditional ? "when" : "name").span();
  }

  private Optional<SequencedMap<String, Shape>> of(Step step) {
    return outputs.of(step, workflow.conductOf(step.name()).forEach().isPresent());
  }

  private void proposes(
      Workflow.Propose propose, List<Step> before, Optional<Formula> when, Place place) {
    List<String> trains =
        before.stream().filter(it -> trains(it, propose)).map(Step::name).toList();
    if (trains.isEmpty()) {
      checks.findings.add(
          place
              .error(
                  Rule.GRAPH_TOPOLOGY,
                  "the step proposes `" + propose.model() + "`, which no step before it trains")
              .hint("add `train: {model: " + propose.model() + "}` before it"));
    } else if (trains.stream().allMatch(it -> skipped(it).isPresent() && !runsWith(when, it))) {
      String train = trains.getFirst();
      checks.findings.add(
          place
              .error(
                  Rule.OUTPUT_MAY_BE_MISSING,
                  "`%s` may be skipped, and then there is nothing to propose".formatted(train))
              .hint("give this step the same `when`")
              .related(said(train), "said here"));
    }
  }

  private static boolean trains(Step step, Workflow.Propose propose) {
    return step instanceof Workflow.Train(var _, var model) && model.equals(propose.model());
  }
}
