package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Whether an object is as its owner asked, by the rules that kstatus made common, with these
/// differences. Nothing here knows the time: a pod that no node takes is [InProgress], whose
/// deadline is the caller's. A Job is ready when it is complete, not when it has started. Routes
/// and Gateways, which kstatus does not know, are ready when every parent has taken them.
public sealed interface Health {
  /// The object is there and does what was asked.
  record Ready() implements Health {}

  /// Not yet; to wait may help.
  record InProgress(String why) implements Health {}

  /// To wait will not help: another spec is needed, or another object.
  record Failed(String why) implements Health {}

  /// Marked for deletion and still there.
  record Terminating(String why) implements Health {}

  /// Not there: for whoever looked and found nothing.
  record Gone() implements Health {}

  /// @param object of any kind; of a kind without status it is enough to be there
  static Health of(JsonNode object) {
    return of(new Live(object), false);
  }

  /// Of a custom resource whose controller is known to report `Ready`: as long as it has said
  /// nothing the object is not ready.
  static Health ofReporting(JsonNode object) {
    return of(new Live(object), true);
  }

  private static Health of(Live live, boolean reports) {
    return live.isDeleted() ? terminating(live) : judged(live, reports);
  }

  private static Health terminating(Live live) {
    List<String> holders = live.texts("/metadata/finalizers");
    return new Terminating(
        holders.isEmpty() ? "is being deleted" : "is held by " + String.join(", ", holders));
  }

  private static Health judged(Live live, boolean reports) {
    return switch (live.group()) {
      case "" -> CoreHealth.of(live);
      case "apps" -> WorkloadHealth.of(live);
      case "batch" -> JobHealth.of(live);
      case "gateway.networking.k8s.io" -> RoutingHealth.of(live);
      case "apiextensions.k8s.io" -> ReportedHealth.ofDefinition(live);
      case "autoscaling" -> ReportedHealth.ofAutoscaler(live);
      default -> ReportedHealth.of(live, reports);
    };
  }
}
