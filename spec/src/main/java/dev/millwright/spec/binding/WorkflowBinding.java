package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Workflow;
import java.util.List;

final class WorkflowBinding {
  private WorkflowBinding() {}

  static Workflow read(Metadata metadata, Fields spec) {
    Value steps = spec.required("steps", "[{name: train, train: {model: delay}}]");
    return new Workflow(
        metadata,
        steps.unique(
            steps.some(element -> element.fields(WorkflowBinding::step)), Workflow.Step::name));
  }

  private static Workflow.Step step(Fields fields) {
    String name = Words.stepName(fields);
    return fields.oneOf(
        List.of(
            new Fields.Variant<>(
                "ingest",
                "{featureSet: origin-delays}",
                value ->
                    value.fields(
                        inner ->
                            new Workflow.Ingest(
                                name, Words.reference(inner, "featureSet", "origin-delays")))),
            new Fields.Variant<>(
                "train",
                "{model: delay}",
                value ->
                    value.fields(
                        inner ->
                            new Workflow.Train(name, Words.reference(inner, "model", "delay")))),
            new Fields.Variant<>(
                "propose",
                "{model: delay}",
                value ->
                    value.fields(
                        inner ->
                            new Workflow.Propose(
                                name, Words.reference(inner, "model", "delay"))))));
  }
}
