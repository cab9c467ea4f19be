package dev.millwright.spec.binding;

import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.OnTimeout;
import dev.millwright.spec.resource.Workflow.Source;
import dev.millwright.spec.resource.Workflow.Step;
import dev.millwright.spec.workflow.Reference;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// What a step of a workflow does.
final class WorkflowStepBinding {
  static final String A_REFERENCE = "a reference to a value";
  private static final List<String> REFUSED = List.of("deploy", "approval");
  private static final List<String> REFUSED_SOURCES = List.of("from", "since");
  private static final Duration A_DAY = Duration.ofDays(1);

  private WorkflowStepBinding() {}

  static Step read(String name, Fields fields) {
    fields.refusedAmong(REFUSED);
    return fields.oneOf(
        List.of(
            of(
                "run",
                "{function: prepare}",
                inner ->
                    new Workflow.Run(
                        name,
                        Words.reference(inner, "function", "prepare"),
                        inner.optional("parameters").map(Words::constants).orElseGet(TreeMap::new),
                        inner
                            .optional("inputs")
                            .map(
                                value ->
                                    value.map(
                                        Words.IDENTIFIER,
                                        Words.AN_IDENTIFIER,
                                        entry -> entry.fields(WorkflowStepBinding::source)))
                            .orElseGet(TreeMap::new))),
            of(
                "ingest",
                "{featureSet: origin-delays}",
                inner ->
                    new Workflow.Ingest(
                        name, Words.reference(inner, "featureSet", "origin-delays"))),
            of(
                "train",
                "{model: delay}",
                inner -> new Workflow.Train(name, Words.reference(inner, "model", "delay"))),
            of(
                "propose",
                "{model: delay}",
                inner -> new Workflow.Propose(name, Words.reference(inner, "model", "delay"))),
            of("deploy", "{graphs: [predict-delay]}", inner -> deploy(name, inner)),
            of(
                "approval",
                "{who: [ml-lead@example.com], message: Looks good?}",
                inner -> approval(name, inner))));
  }

  private static Fields.Variant<Step> of(
      String field, String example, Function<Fields, Step> reader) {
    return new Fields.Variant<>(field, example, value -> value.fields(reader));
  }

  private static Step deploy(String name, Fields fields) {
    Value graphs = fields.required("graphs", "[predict-delay]");
    return new Workflow.Deploy(
        name, graphs.unique(graphs.some(it -> Words.reference(it, "predict-delay")), Name::text));
  }

  private static Step approval(String name, Fields fields) {
    Value who = fields.required("who", "[ml-lead@example.com]");
    return new Workflow.Approval(
        name,
        who.unique(who.some(it -> it.words("ml-lead@example.com")), Function.identity()),
        fields.required("message", "Looks good?").words("Looks good?"),
        fields.optional("timeout").map(it -> Words.positiveDuration(it, "1d")).orElse(A_DAY),
        fields
            .optional("onTimeout")
            .map(value -> value.choice(OnTimeout.class))
            .orElse(OnTimeout.REFUSE));
  }

  private static Source source(Fields fields) {
    fields.refusedAmong(REFUSED_SOURCES);
    if (fields.has("since") && !fields.has("featureVector")) {
      fields.invalid("since", "belongs to `featureVector`, and there is none", "leave it out");
    }
    var since = fields.optional("since").map(value -> Words.positiveDuration(value, "90d"));
    return fields.oneOf(
        List.of(
            new Fields.Variant<>(
                "from",
                "${steps.prepare.outputs.rows}",
                value -> new Workflow.From(reference(value, "${steps.prepare.outputs.rows}"))),
            new Fields.Variant<>(
                "featureVector",
                "flight-features",
                value -> new Workflow.Vector(Words.reference(value, "flight-features"), since)),
            new Fields.Variant<>(
                "featureSet",
                "origin-delays",
                value -> new Workflow.Rows(Words.reference(value, "origin-delays")))));
  }

  /// A text that is a reference and nothing else.
  static String reference(Value value, String example) {
    return value.matching(Reference.WHOLE, A_REFERENCE, example);
  }
}
