package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Routes and Gateways: each parent answers for itself, and for the generation it has seen.
final class RoutingHealth {
  /// Reasons that the route itself has to be changed for; others pass when what they miss comes.
  private static final Set<String> OWN_MISTAKES = Set.of("UnsupportedValue", "IncompatibleFilters");

  private RoutingHealth() {}

  static Health of(Live live) {
    return switch (live.kind()) {
      case "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute" -> ofRoute(live);
      case "Gateway" -> ofGateway(live);
      case "GatewayClass" -> ofClass(live);
      default -> new Ready();
    };
  }

  private static Health ofRoute(Live live) {
    Steps steps = new Steps();
    for (ParentAnswers parent : ParentAnswers.of(live)) {
      require(steps, parent.conditions("Accepted"), parent.title() + " has not answered");
      require(steps, parent.conditions("ResolvedRefs"), "no backend has been looked for");
    }
    return steps.end();
  }

  private static void require(Steps steps, List<Condition> answers, String silence) {
    steps.wait(!answers.isEmpty(), silence);
    for (Condition answer : answers) {
      if (OWN_MISTAKES.contains(answer.reason())) {
        steps.fail(Optional.of(answer).filter(Condition::isFalse));
      }
      steps.wait(Optional.of(answer).filter(it -> !it.isTrue()));
    }
  }

  private static Health ofGateway(Live live) {
    Steps steps = new Steps();
    require(steps, seen(live, "Accepted"), "no controller has accepted it");
    require(steps, seen(live, "Programmed"), "no controller has programmed it");
    return steps.end();
  }

  private static Health ofClass(Live live) {
    Steps steps = new Steps();
    require(steps, seen(live, "Accepted"), "no controller has accepted it");
    return steps.end();
  }

  private static List<Condition> seen(Live live, String type) {
    return ParentAnswers.seen(live, live.list("/status/conditions"), type);
  }
}
