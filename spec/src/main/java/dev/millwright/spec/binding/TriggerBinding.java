package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Trigger;
import dev.millwright.spec.resource.Trigger.SecretRef;
import java.util.List;
import java.util.function.Function;

/// What starts a workflow.
final class TriggerBinding {
  private static final List<String> REFUSED = List.of("schedule", "push", "snapshot", "webhook");

  private TriggerBinding() {}

  static Trigger read(Fields fields) {
    fields.refusedAmong(REFUSED);
    return fields.oneOf(
        List.of(
            of("schedule", "{cron: 0 3 * * 0}", TriggerBinding::scheduled),
            of("push", "{branches: [main]}", TriggerBinding::pushed),
            of(
                "snapshot",
                "{featureSet: origin-delays}",
                inner ->
                    new Trigger.Snapshot(Words.reference(inner, "featureSet", "origin-delays"))),
            of(
                "drift",
                "{monitor: delay-drift}",
                inner -> new Trigger.Drifted(Words.reference(inner, "monitor", "delay-drift"))),
            of(
                "webhook",
                "{name: new-flights, secretRef: {name: webhooks, key: new-flights}}",
                TriggerBinding::webhook)));
  }

  private static Fields.Variant<Trigger> of(
      String field, String example, Function<Fields, Trigger> reader) {
    return new Fields.Variant<>(field, example, value -> value.fields(reader));
  }

  private static Trigger scheduled(Fields fields) {
    return new Trigger.Scheduled(
        fields.required("cron", "0 3 * * 0").words("0 3 * * 0"),
        fields.optional("timeZone").map(it -> it.words("Europe/Amsterdam")).orElse("UTC"));
  }

  private static Trigger pushed(Fields fields) {
    return new Trigger.Pushed(
        fields.optional("branches").map(it -> globs(it, "main")).orElse(List.of()),
        fields.optional("paths").map(it -> globs(it, "functions/**")).orElse(List.of()));
  }

  private static List<String> globs(Value value, String example) {
    return value.unique(value.list(it -> it.words(example)), Function.identity());
  }

  private static Trigger webhook(Fields fields) {
    return new Trigger.Webhook(
        Words.label(fields.required("name", "new-flights"), "new-flights"),
        fields
            .required("secretRef", "{name: webhooks, key: new-flights}")
            .fields(
                inner ->
                    new SecretRef(
                        inner.required("name", "webhooks").words("webhooks"),
                        inner.required("key", "new-flights").words("new-flights"))));
  }
}
