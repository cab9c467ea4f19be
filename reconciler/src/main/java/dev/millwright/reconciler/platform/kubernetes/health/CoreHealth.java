package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Failed;
import dev.millwright.reconciler.platform.kubernetes.health.Health.InProgress;
import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;
import dev.millwright.reconciler.platform.kubernetes.health.Health.Terminating;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The core's kinds.
final class CoreHealth {
  private CoreHealth() {}

  static Health of(Live live) {
    return switch (live.kind()) {
      case "Pod" -> ofPod(live);
      case "Service" -> ofService(live);
      case "PersistentVolumeClaim" -> ofClaim(live);
      case "Namespace" -> ofNamespace(live);
      default -> new Ready();
    };
  }

  private static Health ofPod(Live live) {
    return switch (live.text("/status/phase")) {
      case "Succeeded" -> new Ready();
      case "Failed" -> new Failed(failure(live));
      case "Running" -> ofRunning(live);
      default -> pending(live);
    };
  }

  private static String failure(Live live) {
    String reason = live.text("/status/reason", "the pod has failed");
    String message = live.text("/status/message").strip();
    return message.isEmpty() ? reason : reason + ": " + message;
  }

  private static Health ofRunning(Live live) {
    if (live.affirmed("Ready").isPresent()) {
      return new Ready();
    }
    return live.list("/status/containerStatuses").stream()
        .filter(one -> one.at("/state/waiting/reason").asString("").equals("CrashLoopBackOff"))
        .map(one -> one.path("name").asString(""))
        .findFirst()
        .<Health>map(name -> new Failed("container " + name + " ends again and again"))
        .orElseGet(() -> new InProgress(unready(live)));
  }

  private static String unready(Live live) {
    return live.condition("Ready").map(Condition::why).orElse("it is not ready");
  }

  private static Health pending(Live live) {
    Optional<Condition> unscheduled = live.denied("PodScheduled");
    return new InProgress(
        unscheduled
            .map(Condition::why)
            .or(() -> live.denied("Ready").map(Condition::why))
            .orElse("it has not been started"));
  }

  private static Health ofService(Live live) {
    boolean awaits = live.text("/spec/type").equals("LoadBalancer");
    JsonNode address = live.json().at("/status/loadBalancer/ingress");
    return new Steps()
        .wait(!awaits || !address.isEmpty(), "no load balancer has given it an address")
        .end();
  }

  private static Health ofClaim(Live live) {
    String phase = live.text("/status/phase", "Pending");
    return phase.equals("Lost")
        ? new Failed("its volume is lost")
        : new Steps().wait(phase.equals("Bound"), "no volume is bound to it").end();
  }

  private static Health ofNamespace(Live live) {
    return live.text("/status/phase").equals("Terminating")
        ? new Terminating("is being deleted")
        : new Ready();
  }
}
