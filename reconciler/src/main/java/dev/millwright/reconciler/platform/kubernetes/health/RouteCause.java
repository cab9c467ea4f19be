package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.BACKEND_MISSING;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.GATEWAY_MISSING;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.GATEWAY_NOT_READY;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.ROUTE_REFUSED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.ROUTE_UNANSWERED;

import java.util.Optional;
import java.util.stream.Stream;

/// What keeps requests from a route.
final class RouteCause {
  private RouteCause() {}

  static Optional<Cause> of(Surroundings surroundings, Live route) {
    return DeletionCause.of(surroundings, route)
        .or(
            () ->
                ParentAnswers.of(route).stream()
                    .flatMap(parent -> of(surroundings, parent).stream())
                    .findFirst());
  }

  private static Optional<Cause> of(Surroundings surroundings, ParentAnswers parent) {
    return Stream.of("Accepted", "ResolvedRefs")
        .flatMap(type -> parent.conditions(type).stream())
        .filter(answer -> !answer.isTrue())
        .map(answer -> refused(parent, answer))
        .findFirst()
        .or(() -> unanswered(surroundings, parent));
  }

  private static Cause refused(ParentAnswers parent, Condition answer) {
    Sight sight = Sight.of(parent.route(), answer);
    String why = Words.of(answer.why());
    return answer.reason().equals("BackendNotFound")
        ? sight.is(BACKEND_MISSING, "The route leads to nothing: " + why + ".")
        : sight.is(ROUTE_REFUSED, "%s does not take the route: %s.".formatted(parent.title(), why));
  }

  private static Optional<Cause> unanswered(Surroundings surroundings, ParentAnswers parent) {
    if (!parent.conditions("Accepted").isEmpty()) {
      return Optional.empty();
    }
    Live route = parent.route();
    Sight sight =
        new Sight(route, "parents have no answer", route.time("/metadata/creationTimestamp"));
    return surroundings
        .named(parent.kind(), parent.namespace(), parent.name())
        .map(gateway -> ofGateway(surroundings, gateway).orElseGet(() -> silent(sight, parent)))
        .or(
            () ->
                Optional.of(
                    sight.is(GATEWAY_MISSING, "There is no %s.".formatted(parent.title()))));
  }

  private static Cause silent(Sight sight, ParentAnswers parent) {
    return sight.is(
        ROUTE_UNANSWERED,
        "No controller has answered for %s whether it takes the route.".formatted(parent.title()));
  }

  static Optional<Cause> ofGateway(Surroundings surroundings, Live gateway) {
    return DeletionCause.of(surroundings, gateway)
        .or(
            () ->
                Stream.of("Accepted", "Programmed")
                    .flatMap(type -> gateway.condition(type).stream())
                    .filter(answer -> !answer.isTrue())
                    .map(answer -> notReady(gateway, answer))
                    .findFirst());
  }

  private static Cause notReady(Live gateway, Condition answer) {
    return Sight.of(gateway, answer)
        .is(
            GATEWAY_NOT_READY,
            "Gateway %s of class %s serves nothing yet: %s."
                .formatted(
                    gateway.name(),
                    gateway.text("/spec/gatewayClassName"),
                    Words.of(answer.why())));
  }
}
