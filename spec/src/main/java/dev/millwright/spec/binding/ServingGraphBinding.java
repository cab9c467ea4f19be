package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.OnInconclusive;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class ServingGraphBinding {
  private static final Rollout STANDARD =
      new Rollout(
          List.of(),
          Duration.ofSeconds(2),
          List.of(),
          20,
          OnInconclusive.RETURN,
          Duration.ofSeconds(2));

  private ServingGraphBinding() {}

  static ServingGraph read(Metadata metadata, Fields spec) {
    StepsBinding steps =
        StepsBinding.read(
            spec.required("steps", "[{name: answer, respond: {late_probability: 0.2}}]"));
    return new ServingGraph(
        metadata,
        Words.someNamedTypes(spec.required("request", "[{name: origin, type: string}]")),
        Words.someNamedTypes(
            spec.required("response", "[{name: late_probability, type: float64}]")),
        steps.list(),
        steps.ways(),
        spec.optional("scaling")
            .map(value -> value.fields(ServingGraphBinding::replicas))
            .orElse(1),
        spec.optional("resources")
            .map(value -> value.fields(Words::resources))
            .orElseGet(() -> new Resources(Optional.empty())),
        spec.optional("timeout")
            .map(value -> Words.positiveDuration(value, "300ms"))
            .orElse(Duration.ofSeconds(1)),
        spec.planned("batching").map(value -> value.fields(ServingGraphBinding::batching)),
        spec.optional("rollout")
            .map(value -> value.fields(ServingGraphBinding::rollout))
            .orElse(STANDARD));
  }

  private static int replicas(Fields fields) {
    return fields.required("replicas", "1").integer(1, 100);
  }

  private static ServingGraph.Batching batching(Fields fields) {
    return new ServingGraph.Batching(
        fields.required("maxSize", "32").integer(2, 10_000),
        Words.positiveDuration(fields.required("maxDelay", "2ms"), "2ms"));
  }

  private static Rollout rollout(Fields fields) {
    fields.constant("strategy", "canary");
    return new Rollout(
        fields.optional("steps").map(ServingGraphBinding::shares).orElse(STANDARD.steps()),
        fields.optional("pause").map(ServingGraphBinding::wait).orElse(STANDARD.pause()),
        fields.optional("analysis").map(value -> value.list(Words::formula)).orElse(List.of()),
        fields
            .optional("minSamples")
            .map(value -> value.integer(1, Integer.MAX_VALUE))
            .orElse(STANDARD.minSamples()),
        fields
            .optional("onInconclusive")
            .map(value -> value.choice(OnInconclusive.class))
            .orElse(STANDARD.onInconclusive()),
        fields.optional("prove").map(ServingGraphBinding::wait).orElse(STANDARD.prove()));
  }

  private static Duration wait(Value value) {
    return Words.duration(value, "2s");
  }

  private static List<Integer> shares(Value value) {
    List<Integer> shares = value.list(element -> element.integer(1, 99));
    for (int i = 1; i < shares.size(); i++) {
      if (shares.get(i) <= shares.get(i - 1)) {
        value.invalid(
            "does not rise from step to step", "write rising percents, like `[5, 25, 50]`");
        return shares;
      }
    }
    return shares;
  }
}
