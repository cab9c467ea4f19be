package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.NODE_NOT_READY;

import java.util.Optional;

/// Whether a pod's node is there for it.
final class NodeCause {
  private NodeCause() {}

  static Optional<Cause> of(Surroundings surroundings, Live pod) {
    return surroundings
        .named("Node", "", pod.text("/spec/nodeName"))
        .flatMap(node -> of(pod, node));
  }

  private static Optional<Cause> of(Live pod, Live node) {
    return node.condition("Ready")
        .filter(ready -> !ready.isTrue())
        .map(
            ready ->
                Sight.of(node, ready)
                    .is(
                        NODE_NOT_READY,
                        "Node %s, on which pod %s is, is not ready: %s."
                            .formatted(node.name(), pod.name(), Words.of(ready.why()))));
  }
}
