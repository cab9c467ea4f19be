package dev.millwright.compiler.kubernetes.install;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The reconciler: its Deployment, how it is asked, and where it may go.
///
/// @param ports where repositories listen, beside those that are usual
/// @param neighbours the pods that it asks
record ReconcilerObjects(
    Written written, ReconcilerPod pod, Collection<Integer> ports, Map<String, Object> neighbours) {
  private static final Pattern REGISTRY = Pattern.compile("[^/]*:([0-9]+)/.*");
  private static final int DNS = 53;
  private static final int HTTPS = 443;
  private static final int API_SERVER = 6443;

  static ReconcilerObjects of(Installation installation) {
    return new ReconcilerObjects(
        new Written(installation.namespace()),
        ReconcilerPod.of(installation),
        installation.followed().source().port().stream().toList(),
        Map.of("podSelector", Map.of()));
  }

  List<ObjectNode> all() {
    return List.of(network(), service(), deployment());
  }

  /// One at a time: it alone writes the record, so that the old one ends before the new one starts.
  private ObjectNode deployment() {
    Map<String, Object> template =
        Map.of("metadata", Map.of("labels", Written.labels()), "spec", pod.spec());
    return written.object(
        "apps/v1",
        "Deployment",
        Written.NAME,
        Map.of(
            "spec",
            Map.of(
                "replicas",
                1,
                "revisionHistoryLimit",
                3,
                "strategy",
                Map.of("type", "Recreate"),
                "selector",
                Map.of("matchLabels", Written.selector()),
                "template",
                template)));
  }

  private ObjectNode service() {
    Map<String, Object> port =
        Map.of(
            "name", "http",
            "port", ReconcilerPod.PORT,
            "targetPort", "http",
            "protocol", "TCP",
            "appProtocol", "http");
    return written.object(
        "v1",
        "Service",
        Written.NAME,
        Map.of(
            "spec",
            Map.of("type", "ClusterIP", "selector", Written.selector(), "ports", List.of(port))));
  }

  private ObjectNode network() {
    Map<String, Object> names = Map.of("ports", List.of(port("UDP", DNS), port("TCP", DNS)));
    Map<String, Object> asking =
        Map.of("to", List.of(neighbours), "ports", List.of(port("TCP", ReconcilerPod.PORT)));
    Map<String, Object> asked = Map.of("ports", List.of(port("TCP", "http")));
    return written.object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        Written.NAME,
        Map.of(
            "spec",
            Map.of(
                "podSelector",
                Map.of("matchLabels", Written.selector()),
                "policyTypes",
                List.of("Ingress", "Egress"),
                "ingress",
                List.of(asked),
                "egress",
                List.of(names, servers(), asking))));
  }

  /// The API server, the repository and the registry, wherever they are.
  private Map<String, Object> servers() {
    Stream<Integer> named = Stream.concat(registryPort().stream(), ports.stream());
    List<Object> ports =
        new TreeSet<>(Stream.concat(Stream.of(HTTPS, API_SERVER), named).toList())
            .stream().map(port -> (Object) port("TCP", port)).toList();
    return Map.of("ports", ports);
  }

  private Optional<Integer> registryPort() {
    Matcher image = REGISTRY.matcher(pod.image());
    return image.matches() ? Optional.of(Integer.valueOf(image.group(1))) : Optional.empty();
  }

  private static Map<String, Object> port(String protocol, Object port) {
    return Map.of("protocol", protocol, "port", port);
  }
}
