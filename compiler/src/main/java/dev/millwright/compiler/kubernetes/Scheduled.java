package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Schedule;
import dev.millwright.spec.resource.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The runs that were asked for, and those that functions ask for by a schedule of their own.
record Scheduled(Order order) {
  /// A run that was asked for by a function's name takes the place of its schedule's.
  List<FunctionRun> all() {
    List<FunctionRun> all = new ArrayList<>(order.runs());
    for (Component component : order.release().of(Kind.FUNCTION)) {
      Function function = (Function) component.definition();
      boolean isAsked = order.runs().stream().anyMatch(it -> it.run().equals(name(function)));
      if (function.startsByItself() && component.image().isPresent() && !isAsked) {
        all.add(run(function, function.schedule().get()));
      }
    }
    return all;
  }

  /// Why schedules start nothing, and secrets are not there.
  List<String> waiting() {
    List<String> waiting = new ArrayList<>();
    for (Component component : order.release().of(Kind.FUNCTION)) {
      Function function = (Function) component.definition();
      if (function.schedule().isPresent()) {
        obstacle(component)
            .ifPresent(why -> waiting.add("the schedule of " + component.label() + " " + why));
      }
      function.secrets().orElse(List.of()).stream()
          .filter(secret -> !(secret.from() instanceof Secret.OfSecret))
          .forEach(secret -> waiting.add(elsewhere(component, secret)));
    }
    return waiting;
  }

  private static String elsewhere(Component component, Secret secret) {
    return "%s has no secret %s here: only Kubernetes Secrets are in a cluster"
        .formatted(component.label(), secret.name());
  }

  private static Optional<String> obstacle(Component component) {
    Function function = (Function) component.definition();
    if (component.image().isEmpty()) {
      return Optional.of("waits for something that executes it");
    }
    if (!function.inputs().isEmpty()) {
      return Optional.of("waits for what fills " + function.inputs().firstKey());
    }
    return function.parameters().entrySet().stream()
        .filter(it -> it.getValue().defaultValue().isEmpty())
        .map(it -> "waits for a value of " + it.getKey())
        .findFirst();
  }

  private static FunctionRun run(Function function, Schedule schedule) {
    return new FunctionRun(
        name(function),
        function.metadata().name(),
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.of(
            new FunctionRun.Schedule(
                schedule.cron(), schedule.timeZone(), concurrency(schedule), false)));
  }

  private static Name name(Function function) {
    return function.metadata().name();
  }

  private static FunctionRun.Concurrency concurrency(Schedule schedule) {
    return switch (schedule.concurrency()) {
      case ALLOW -> FunctionRun.Concurrency.ALLOW;
      case FORBID -> FunctionRun.Concurrency.FORBID;
      case REPLACE -> FunctionRun.Concurrency.REPLACE;
    };
  }
}
