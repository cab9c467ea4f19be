package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Exposure;
import dev.millwright.spec.resource.ServingGraph.OnInconclusive;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import dev.millwright.spec.resource.ServingGraph.Scaling;
import dev.millwright.spec.resource.ServingGraph.Strategy;
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
          Duration.ofSeconds(2),
          Optional.empty());

  private ServingGraphBinding() {}

  static ServingGraph read(Metadata metadata, Fields spec) {
    StepsBinding steps =
        StepsBinding.read(
            spec.required("steps", "[{name: answer, respond: {late_probability: 0.2}}]"));
    Processes processes =
        spec.optional("scaling")
            .map(value -> value.fields(ServingGraphBinding::processes))
            .orElseGet(() -> new Processes(1, Optional.empty()));
    return new ServingGraph(
        metadata,
        Words.someNamedTypes(spec.required("request", "[{name: origin, type: string}]")),
        Words.someNamedTypes(
            spec.required("response", "[{name: late_probability, type: float64}]")),
        steps.list(),
        steps.ways(),
        processes.replicas(),
        spec.optional("resources")
            .map(value -> value.fields(Words::resources))
            .orElseGet(() -> new Resources(Optional.empty())),
        spec.optional("timeout")
            .map(value -> Words.positiveDuration(value, "300ms"))
            .orElse(Duration.ofSeconds(1)),
        spec.planned("batching").map(value -> value.fields(ServingGraphBinding::batching)),
        processes.byLoad(),
        spec.optional("rollout")
            .map(value -> value.fields(ServingGraphBinding::rollout))
            .orElse(STANDARD));
  }

  /// @param replicas how many processes there are whatever the load
  private record Processes(int replicas, Optional<Scaling> byLoad) {}

  private static Processes processes(Fields fields) {
    int replicas = fields.optional("replicas").map(value -> value.integer(1, 100)).orElse(1);
    Optional<Integer> min = fields.planned("min").map(value -> value.integer(0, 1000));
    Optional<Integer> max = fields.planned("max").map(value -> value.integer(1, 1000));
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      fields.invalid(
          "max", "is below `min`, and there is nothing between", "make it at least " + min.get());
    }
    Optional<Integer> target =
        fields.planned("targetConcurrency").map(value -> value.integer(1, 100_000));
    Optional<Duration> idle =
        fields.planned("scaleToZeroAfter").map(value -> Words.positiveDuration(value, "10m"));
    boolean none = min.isEmpty() && max.isEmpty() && target.isEmpty() && idle.isEmpty();
    return new Processes(
        replicas, none ? Optional.empty() : Optional.of(new Scaling(min, max, target, idle)));
  }

  private static ServingGraph.Batching batching(Fields fields) {
    return new ServingGraph.Batching(
        fields.required("maxSize", "32").integer(2, 10_000),
        Words.positiveDuration(fields.required("maxDelay", "2ms"), "2ms"));
  }

  static Rollout rollout(Fields fields) {
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
        fields.optional("prove").map(ServingGraphBinding::wait).orElse(STANDARD.prove()),
        exposure(fields));
  }

  private static Optional<Exposure> exposure(Fields fields) {
    Optional<Strategy> strategy =
        fields
            .optional("strategy")
            .map(ServingGraphBinding::strategy)
            .filter(it -> it != Strategy.CANARY);
    Optional<Boolean> shadow = fields.optional("shadow").map(Value::flag).filter(it -> it);
    Optional<String> stickyBy =
        fields.planned("stickyBy").map(value -> Words.identifier(value, "origin"));
    return strategy.isEmpty() && shadow.isEmpty() && stickyBy.isEmpty()
        ? Optional.empty()
        : Optional.of(new Exposure(strategy.orElse(Strategy.CANARY), shadow.isPresent(), stickyBy));
  }

  private static Strategy strategy(Value value) {
    return switch (value.choice(List.of("canary", "blueGreen", "shadow"))) {
      case "blueGreen" -> Strategy.BLUEGREEN;
      case "shadow" -> Strategy.SHADOW;
      default -> Strategy.CANARY;
    };
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
