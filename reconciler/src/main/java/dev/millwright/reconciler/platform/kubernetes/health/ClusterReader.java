package dev.millwright.reconciler.platform.kubernetes.health;

import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads objects as they are, in few and bounded requests.
record ClusterReader(KubernetesClient client) {
  private static final int EVENTS = 50;

  /// The object as it is now, if it is there.
  ///
  /// @throws KubernetesClientException also when it may not be read
  Optional<Live> again(Live live) {
    String version = live.text("/apiVersion");
    return read(path(version, live.kind(), live.namespace()) + "/" + live.name()).map(Live::new);
  }

  /// An object near by, if it is there and may be read.
  Optional<Live> named(String kind, String namespace, String name) {
    return leniently(path(version(kind), kind, namespace) + "/" + name).map(Live::new);
  }

  /// @param selector labels, or empty
  List<Live> list(String kind, String namespace, String selector, int most) {
    String query = "?limit=" + most + "&labelSelector=" + encoded(selector);
    return items(path(version(kind), kind, namespace) + query).stream()
        .map(item -> typed(item, kind))
        .map(Live::new)
        .toList();
  }

  List<JsonNode> events(Live about) {
    String path = path("v1", "Event", about.namespace().isEmpty() ? "default" : about.namespace());
    String selector = encoded("involvedObject.uid=" + about.uid());
    return items(path + "?limit=" + EVENTS + "&fieldSelector=" + selector);
  }

  private List<JsonNode> items(String path) {
    return leniently(path).stream().flatMap(it -> it.path("items").valueStream()).toList();
  }

  /// Items of a list do not say what they are.
  private static JsonNode typed(JsonNode item, String kind) {
    return ((ObjectNode) item).put("apiVersion", version(kind)).put("kind", kind);
  }

  private Optional<JsonNode> leniently(String path) {
    try {
      return read(path);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<JsonNode> read(String path) {
    return Optional.ofNullable(client.raw(path)).map(text -> Json.mapper().readTree(text));
  }

  private static String version(String kind) {
    return switch (kind) {
      case "ReplicaSet" -> "apps/v1";
      case "Gateway" -> "gateway.networking.k8s.io/v1";
      default -> "v1";
    };
  }

  private static String path(String version, String kind, String namespace) {
    String group = version.contains("/") ? "/apis/" + version : "/api/" + version;
    String space = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
    return group + space + "/" + plural(kind);
  }

  private static String plural(String kind) {
    String lower = kind.toLowerCase(Locale.ROOT);
    return lower.endsWith("y") ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
