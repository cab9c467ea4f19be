package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;
import java.util.Optional;

/// What keeps pods running.
final class WorkloadHealth {
  private static final String UNSEEN = "its controller has not seen the latest spec";

  private WorkloadHealth() {}

  static Health of(Live live) {
    return switch (live.kind()) {
      case "Deployment" -> ofDeployment(live);
      case "ReplicaSet" -> ofReplicaSet(live);
      case "StatefulSet" -> ofStatefulSet(live);
      case "DaemonSet" -> ofDaemonSet(live);
      default -> new Ready();
    };
  }

  private static Health ofDeployment(Live live) {
    int asked = asked(live);
    int all = live.number("/status/replicas");
    int updated = live.number("/status/updatedReplicas");
    int available = live.number("/status/availableReplicas");
    Optional<Condition> progress = live.condition("Progressing");
    return new Steps()
        .wait(live.isObserved(true), UNSEEN)
        .fail(progress.filter(it -> it.reason().equals("ProgressDeadlineExceeded")))
        .wait(live.affirmed("ReplicaFailure"))
        .count(updated, asked, "of the latest spec")
        .wait(all <= updated, "pods of an older spec that are still there: " + (all - updated))
        .count(available, updated, "available")
        .count(live.number("/status/readyReplicas"), asked, "ready")
        .wait(progress.filter(it -> !hasArrived(it)))
        .wait(live.affirmed("Available").isPresent(), "it is not available")
        .end();
  }

  /// Where no deadline is set there is no such condition, and the numbers alone count.
  private static boolean hasArrived(Condition progress) {
    return progress.isTrue() && progress.reason().equals("NewReplicaSetAvailable");
  }

  private static Health ofReplicaSet(Live live) {
    int asked = asked(live);
    int all = live.number("/status/replicas");
    return new Steps()
        .wait(live.isObserved(true), UNSEEN)
        .wait(live.affirmed("ReplicaFailure"))
        .count(live.number("/status/fullyLabeledReplicas"), asked, "there")
        .count(live.number("/status/availableReplicas"), asked, "available")
        .count(live.number("/status/readyReplicas"), asked, "ready")
        .wait(all <= asked, "pods too many: " + (all - asked))
        .end();
  }

  private static Health ofStatefulSet(Live live) {
    if (live.text("/spec/updateStrategy/type").equals("OnDelete")) {
      return new Steps().wait(live.isObserved(true), UNSEEN).end();
    }
    int asked = asked(live);
    int all = live.number("/status/replicas");
    int kept = live.number("/spec/updateStrategy/rollingUpdate/partition");
    Steps steps =
        new Steps()
            .wait(live.isObserved(true), UNSEEN)
            .count(all, asked, "there")
            .count(live.number("/status/readyReplicas"), asked, "ready")
            .wait(all <= asked, "pods too many: " + (all - asked))
            .count(live.number("/status/updatedReplicas"), asked - kept, "of the latest spec");
    return kept > 0 ? steps.end() : steps.wait(isOfOneRevision(live), "older pods remain").end();
  }

  private static boolean isOfOneRevision(Live live) {
    return live.text("/status/currentRevision").equals(live.text("/status/updateRevision"));
  }

  private static Health ofDaemonSet(Live live) {
    int asked = live.number("/status/desiredNumberScheduled");
    return new Steps()
        .wait(live.isObserved(true), UNSEEN)
        .count(live.number("/status/currentNumberScheduled"), asked, "there")
        .count(live.number("/status/updatedNumberScheduled"), asked, "of the latest spec")
        .count(live.number("/status/numberAvailable"), asked, "available")
        .count(live.number("/status/numberReady"), asked, "ready")
        .end();
  }

  private static int asked(Live live) {
    return live.number("/spec/replicas", 1);
  }
}
