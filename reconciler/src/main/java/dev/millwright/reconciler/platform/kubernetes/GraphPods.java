package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.Admin;
import dev.millwright.reconciler.platform.PlatformFailure;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The pods of serving graphs, and the paths of theirs that are the platform's.
///
/// @param token what they know the platform by
record GraphPods(Cluster cluster, Admin admin, String token, PodLists lists) {
  GraphPods(Cluster cluster, Admin admin, String token) {
    this(cluster, admin, token, new PodLists(labels -> listed(cluster, labels)));
  }

  /// Those that are meant to live, by labels, in order of name.
  List<Pod> living(String labels) throws PlatformFailure {
    return all(labels).stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  /// Those that are told to end included.
  List<Pod> all(String labels) throws PlatformFailure {
    return lists.of(labels);
  }

  private static List<Pod> listed(Cluster cluster, String labels) throws PlatformFailure {
    return cluster.asked(
        "the pods cannot be listed",
        () ->
            cluster
                .client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabelSelector(labels)
                .list()
                .getItems());
  }

  /// Has a pod that is ready do something. One that is not, or ends meanwhile, reads what it is to
  /// know when it starts.
  ///
  /// @throws PlatformFailure when it is there and does not do it
  void tell(Pod pod, String path, String json) throws PlatformFailure, InterruptedException {
    if (address(pod).isEmpty() || !isReady(pod)) {
      return;
    }
    try {
      var _ = admin.post(address(pod).get(), token, path, json);
    } catch (PlatformFailure e) {
      if (stillReady(pod)) {
        throw e;
      }
    }
  }

  JsonNode ask(Pod pod, String path) throws PlatformFailure, InterruptedException {
    return admin.get(address(pod).orElseThrow(), token, path);
  }

  /// Where it answers, once it has an address.
  static Optional<String> address(Pod pod) {
    return Optional.ofNullable(pod.getStatus())
        .flatMap(status -> Optional.ofNullable(status.getPodIP()))
        .map(ip -> "http://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + Parts.PORT);
  }

  static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True"));
  }

  /// How often its process has died and was started anew.
  static int restarts(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .mapToInt(it -> it.getRestartCount())
        .sum();
  }

  private boolean stillReady(Pod before) throws PlatformFailure {
    return cluster.asked(
        "the pod cannot be looked at",
        () -> {
          Pod now =
              cluster
                  .client()
                  .pods()
                  .inNamespace(cluster.namespace())
                  .withName(before.getMetadata().getName())
                  .get();
          return now != null
              && now.getMetadata().getUid().equals(before.getMetadata().getUid())
              && now.getMetadata().getDeletionTimestamp() == null
              && isReady(now);
        });
  }
}
