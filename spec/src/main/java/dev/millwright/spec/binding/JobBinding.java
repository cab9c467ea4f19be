package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.Protocol;
import dev.millwright.spec.resource.Function.Service;
import dev.millwright.spec.resource.Retries;
import dev.millwright.spec.resource.Schedule;
import dev.millwright.spec.resource.Tuning;
import java.util.List;
import java.util.Optional;

/// What only a job has, and what only a service has.
record JobBinding(
    Optional<Service> service,
    Optional<Retries> retries,
    Optional<Schedule> schedule,
    Optional<Tuning> tune) {
  private static final Service STANDARD = new Service(8080, Protocol.HTTP, 1);

  static JobBinding read(Fields spec, Function.Type type) {
    if (type != Function.Type.SERVICE) {
      foreign(spec, "service", "service");
    }
    if (type != Function.Type.JOB) {
      List.of("retries", "schedule", "tune").forEach(field -> foreign(spec, field, "job"));
      return new JobBinding(
          type == Function.Type.SERVICE ? Optional.of(service(spec)) : Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    return new JobBinding(
        Optional.empty(),
        spec.optional("retries").map(value -> value.fields(ProcessBinding::retries)),
        spec.optional("schedule").map(value -> value.fields(ProcessBinding::schedule)),
        spec.refused("tune").map(value -> value.fields(TuningBinding::read)));
  }

  private static Service service(Fields spec) {
    return spec.optional("service")
        .map(value -> value.fields(JobBinding::answering))
        .orElse(STANDARD);
  }

  private static Service answering(Fields fields) {
    return new Service(
        fields.optional("port").map(value -> value.integer(1, 65_535)).orElse(STANDARD.port()),
        fields
            .optional("protocol")
            .map(value -> value.choice(Protocol.class, Protocol.HTTP))
            .orElse(STANDARD.protocol()),
        fields
            .optional("replicas")
            .map(value -> value.integer(1, 100))
            .orElse(STANDARD.replicas()));
  }

  /// Refuses a field of another type.
  private static void foreign(Fields fields, String field, String type) {
    if (fields.optional(field).isPresent()) {
      fields.invalid(
          field, "belongs to `type: " + type + "`, and the type is another", "delete it");
    }
  }
}
