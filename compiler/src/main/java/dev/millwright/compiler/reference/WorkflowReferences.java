package dev.millwright.compiler.reference;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.resource.Trigger;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Step;
import java.util.List;

/// The resources that a workflow's steps work on, and those that start it.
record WorkflowReferences(References references) {
  void check(Declared<Workflow> declared) {
    Workflow workflow = declared.resource();
    steps(workflow.steps(), declared.spec("steps"));
    workflow.onExit().ifPresent(steps -> steps(steps, declared.spec("onExit")));
    List<Trigger> triggers = workflow.triggers().orElse(List.of());
    for (int i = 0; i < triggers.size(); i++) {
      trigger(triggers.get(i), declared.spec("triggers").element(i));
    }
  }

  private void steps(List<Step> steps, Place place) {
    for (int i = 0; i < steps.size(); i++) {
      step(steps.get(i), place.element(i));
    }
  }

  private void step(Step step, Place place) {
    switch (step) {
      case Workflow.Ingest(var _, var set) ->
          references.check(place.field("ingest").field("featureSet"), Kind.FEATURE_SET, set);
      case Workflow.Train(var _, var model) ->
          references.check(place.field("train").field("model"), Kind.MODEL, model);
      case Workflow.Propose(var _, var model) ->
          references.check(place.field("propose").field("model"), Kind.MODEL, model);
      case Workflow.Run run -> run(run, place.field("run"));
      case Workflow.Deploy deploy -> {
        Place graphs = place.field("deploy").field("graphs");
        for (int i = 0; i < deploy.graphs().size(); i++) {
          references.check(graphs.element(i), Kind.SERVING_GRAPH, deploy.graphs().get(i));
        }
      }
      case Workflow.Approval _ -> {}
    }
  }

  private void run(Workflow.Run run, Place place) {
    references.check(place.field("function"), Kind.FUNCTION, run.function());
    run.inputs()
        .forEach(
            (input, source) -> {
              Place at = place.field("inputs").field(input);
              switch (source) {
                case Workflow.Vector(var vector, var _) ->
                    references.check(at.field("featureVector"), Kind.FEATURE_VECTOR, vector);
                case Workflow.Rows(var set) ->
                    references.check(at.field("featureSet"), Kind.FEATURE_SET, set);
                case Workflow.From _ -> {}
              }
            });
  }

  private void trigger(Trigger trigger, Place place) {
    switch (trigger) {
      case Trigger.Snapshot(var set) ->
          references.check(place.field("snapshot").field("featureSet"), Kind.FEATURE_SET, set);
      case Trigger.Drifted(var monitor) ->
          references.check(place.field("drift").field("monitor"), Kind.MONITOR, monitor);
      case Trigger.Scheduled _, Trigger.Pushed _, Trigger.Webhook _ -> {}
    }
  }
}
