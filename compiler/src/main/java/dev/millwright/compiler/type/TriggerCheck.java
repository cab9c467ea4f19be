package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Trigger;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.schedule.Cron;
import java.util.List;
import java.util.stream.IntStream;

/// What starts a workflow: schedules that are ones, and nothing that the workflow does itself.
record TriggerCheck(Checks checks, Declared<Workflow> declared) {
  void check() {
    List<Trigger> triggers = declared.resource().triggers().orElse(List.of());
    for (int i = 0; i < triggers.size(); i++) {
      Place place = declared.spec("triggers").element(i);
      switch (triggers.get(i)) {
        case Trigger.Scheduled scheduled -> scheduled(scheduled, place.field("schedule"));
        case Trigger.Snapshot snapshot -> snapshot(snapshot, place.field("snapshot"));
        case Trigger.Pushed pushed -> pushed(pushed, place.field("push"));
        case Trigger.Drifted _, Trigger.Webhook _ -> {}
      }
    }
  }

  private void scheduled(Trigger.Scheduled scheduled, Place place) {
    Place cron = place.field("cron");
    checks.findings.addAll(
        Cron.read(
                scheduled.cron(),
                (start, end) -> StepValues.span(cron, scheduled.cron(), start, end),
                scheduled.timeZone(),
                place.field("timeZone").span())
            .findings());
  }

  private void snapshot(Trigger.Snapshot snapshot, Place place) {
    List<Workflow.Step> steps = declared.resource().steps();
    IntStream.range(0, steps.size())
        .filter(
            i ->
                steps.get(i) instanceof Workflow.Ingest(var _, var set)
                    && set.equals(snapshot.featureSet()))
        .findFirst()
        .ifPresent(
            i ->
                checks.findings.add(
                    place
                        .field("featureSet")
                        .error(
                            Rule.WORKFLOW_STARTS_ITSELF,
                            "the workflow ingests `%s` itself, so each run would start the next"
                                .formatted(snapshot.featureSet()))
                        .hint("ingest it elsewhere, or start this one by a schedule")
                        .related(
                            declared.spec("steps").element(i).field("ingest").span(),
                            "ingested here")));
  }

  /// What Millwright proposes is on branches of its own; a workflow that proposes and starts at
  /// each push to them never ends.
  private void pushed(Trigger.Pushed pushed, Place place) {
    boolean proposes =
        declared.resource().steps().stream().anyMatch(Workflow.Propose.class::isInstance);
    for (int i = 0; i < pushed.branches().size(); i++) {
      if (proposes && pushed.branches().get(i).startsWith("millwright/")) {
        checks.findings.add(
            place
                .field("branches")
                .element(i)
                .error(
                    Rule.WORKFLOW_STARTS_ITSELF,
                    "the workflow proposes on branches below `millwright/`, so each run would start"
                        + " the next")
                .hint("name the branch that proposals are merged into"));
      }
    }
  }
}
