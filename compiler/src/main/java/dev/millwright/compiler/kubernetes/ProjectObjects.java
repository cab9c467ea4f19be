package dev.millwright.compiler.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What a project has once: an account that may do nothing, and a network where nothing goes but
/// what is said here. Jobs and graphs read and write the claim, which the node mounts: they call
/// nobody.
record ProjectObjects(Order order) {
  List<ObjectNode> all() {
    List<ObjectNode> objects = new ArrayList<>();
    if (order.target().serviceAccount().isEmpty()) {
      objects.add(account());
    }
    objects.add(deny());
    objects.add(admit());
    return objects;
  }

  private Meta meta() {
    return new Meta(order.release(), order.target());
  }

  private ObjectNode account() {
    return Tree.object(
        "v1",
        "ServiceAccount",
        meta().ofProject(new Pods(order).serviceAccount()),
        Map.of("automountServiceAccountToken", false));
  }

  private ObjectNode deny() {
    return policy(
        "default-deny",
        Map.of(
            "podSelector", Map.of("matchLabels", meta().labels().projectSelector()),
            "policyTypes", List.of("Ingress", "Egress")));
  }

  /// Requests come from the gateway's proxies, or without a gateway from the namespace itself; the
  /// platform has processes read their files again.
  private ObjectNode admit() {
    Object requests =
        order.target().gateway().map(gateway -> from(gateway.proxies())).orElse(neighbours());
    Map<String, Object> port = Map.of("protocol", "TCP", "port", "http");
    Map<String, Object> ingress =
        Map.of(
            "from",
            List.of(requests, from(order.target().platformNamespace())),
            "ports",
            List.of(port));
    return policy(
        "graphs",
        Map.of(
            "podSelector", Map.of("matchLabels", graphs()),
            "policyTypes", List.of("Ingress"),
            "ingress", List.of(ingress)));
  }

  private Map<String, String> graphs() {
    return Map.of(Labels.PROJECT, order.release().project().text(), Labels.WORK, Labels.GRAPH);
  }

  private static Map<String, Object> from(String namespace) {
    return Map.of(
        "namespaceSelector",
        Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", namespace)));
  }

  private static Map<String, Object> neighbours() {
    return Map.of("podSelector", Map.of());
  }

  private ObjectNode policy(String ending, Map<String, Object> spec) {
    return Tree.object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        meta().ofProject(Names.joined(order.release().project().text(), ending)),
        Map.of("spec", spec));
  }
}
