package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.FunctionPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The pod of a graph version.
///
/// @param graphMap the ConfigMap with `graph.json`
/// @param releasesMap the ConfigMap with `releases.json`
record GraphPod(Pods pods, Component graph, String graphMap, String releasesMap) {
  static final int PORT = 8080;

  /// How long it may take until no proxy sends requests any more to a pod that is to end.
  private static final Duration PROPAGATION = Duration.ofSeconds(15);

  /// What closing takes besides: the answers that are being written, and the recording.
  private static final Duration CLOSING = Duration.ofSeconds(10);

  Map<String, Object> spec() {
    return pods.spec(
        container(),
        List.of(configuration(), pods.state(), Pods.folder("run", "16Mi")),
        PROPAGATION.plus(longestAnswer()).plus(CLOSING).toSeconds());
  }

  private ServingGraph definition() {
    return (ServingGraph) graph.definition();
  }

  private ImageSpec image() {
    return graph.image().orElseThrow();
  }

  /// In whole seconds, rounded up.
  private Duration longestAnswer() {
    return Duration.ofSeconds(definition().timeout().plusSeconds(1).minusNanos(1).toSeconds());
  }

  private Map<String, Object> container() {
    Map<String, Object> container =
        pods.container(
            image(),
            List.of(Quantities.GRAPH.heapOption(definition().resources())),
            ImageSpec.Role.GRAPH.main(),
            List.of(StatePaths.GRAPH, StatePaths.RUN, recordings()));
    container.put("env", environment());
    container.put("ports", List.of(Map.of("name", "http", "containerPort", PORT)));
    container.put("resources", Quantities.GRAPH.of(definition().resources()));
    container.put("volumeMounts", mounts());
    container.put("startupProbe", Pods.probe("/-/ready", 2, 5, 45));
    container.put("readinessProbe", Pods.probe("/-/ready", 2, 2, 2));
    container.put("livenessProbe", Pods.probe("/-/live", 10, 5, 3));
    container.put("lifecycle", Map.of("preStop", sleep()));
    return container;
  }

  /// The kubelet waits: the image has no shell.
  private static Map<String, Object> sleep() {
    return Map.of("sleep", Map.of("seconds", PROPAGATION.toSeconds()));
  }

  private List<Object> environment() {
    List<Object> variables =
        new ArrayList<>(
            List.of(
                Pods.variable("MILLWRIGHT_LISTEN", "0.0.0.0:" + PORT),
                Pods.field("MILLWRIGHT_REPLICA", "metadata.name"),
                Pods.secret("MILLWRIGHT_TOKEN", pods.order().target().tokenSecret(), "token"),
                Pods.variable("ORT_DISABLE_TELEMETRY", "1")));
    variables.addAll(ofFunctions());
    return variables;
  }

  /// What the functions that the graph asks find around them; those that share a variable give it
  /// one value.
  private List<Object> ofFunctions() {
    List<Function> functions = pods.order().release().functions(definition());
    if (functions.isEmpty()) {
      return List.of();
    }
    Set<Object> variables = new LinkedHashSet<>();
    variables.add(
        Pods.variable(FunctionPath.VARIABLE, FunctionPath.text(Parts.functionClasspath())));
    functions.forEach(function -> variables.addAll(Means.of(function).variables()));
    return List.copyOf(variables);
  }

  /// Apart by pod, because a recorder closes what it finds open in its folder.
  private String recordings() {
    return pods.order().target().root()
        + "/recordings/"
        + graph.address().name()
        + "/$(MILLWRIGHT_REPLICA)";
  }

  /// Readers of the online store write too: the index that they share with its writer.
  private List<Object> mounts() {
    return List.of(
        Map.of("name", "graph", "mountPath", StatePaths.GRAPH, "readOnly", true),
        pods.part("artifacts", true),
        pods.part("online", false),
        pods.part("recordings", false),
        Pods.mount("run", StatePaths.RUN),
        Pods.mount("tmp", "/tmp"));
  }

  /// Two ConfigMaps as one folder.
  private Map<String, Object> configuration() {
    List<Object> sources =
        List.of(
            Map.of("configMap", Map.of("name", graphMap)),
            Map.of("configMap", Map.of("name", releasesMap)));
    return Map.of("name", "graph", "projected", Map.of("sources", sources));
  }
}
