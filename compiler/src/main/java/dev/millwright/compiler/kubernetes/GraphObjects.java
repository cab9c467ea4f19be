package dev.millwright.compiler.kubernetes;

import dev.millwright.compiler.kubernetes.Target.Autoscaling;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The objects of one graph version. All stand beside those of another version.
///
/// @param releases what its processes are told of the releases that they answer for; empty while a
///   model has no bytes
record GraphObjects(Order order, Component graph, Optional<String> releases) {
  private static final int HISTORY = 2;

  /// With what is known of the models' bytes.
  static GraphObjects of(Order order, Component graph) {
    List<Release> releases =
        Stream.concat(order.shares().stream().map(Share::release), Stream.of(order.release()))
            .toList();
    return new GraphObjects(
        order, graph, new GraphContent(order.known()).releases(graph, releases));
  }

  List<ObjectNode> all() {
    List<ObjectNode> objects = new ArrayList<>();
    objects.add(graphMap());
    releasesMap().ifPresent(objects::add);
    objects.add(service());
    objects.add(deployment());
    objects.add(disruptionBudget());
    autoscaling().map(this::autoscaler).ifPresent(objects::add);
    return objects;
  }

  /// Why its pods cannot start yet.
  List<String> waiting() {
    return new GraphContent(order.known())
        .unbound(graph, order.release()).stream()
            .map(model -> graph.label() + " waits for the bytes of " + model.label())
            .toList();
  }

  private Meta meta() {
    return new Meta(order.release(), order.target());
  }

  private ServingGraph definition() {
    return (ServingGraph) graph.definition();
  }

  private Map<String, Object> metadata(String name) {
    return meta().ofVersion(graph, Labels.GRAPH, name);
  }

  private Map<String, String> selector() {
    return meta().labels().versionSelector(graph);
  }

  private String graphFile() {
    return GraphContent.graph(graph, order.release());
  }

  private String graphMapName() {
    return Names.content(graph.address().name() + "-graph", graphFile());
  }

  private ObjectNode graphMap() {
    return Tree.object(
        "v1",
        "ConfigMap",
        metadata(graphMapName()),
        Map.of("immutable", true, "data", Map.of("graph.json", graphFile())));
  }

  private String releasesMapName() {
    return Names.joined(graph.address().name().text(), graph.version().brief() + "-releases");
  }

  /// Has no name of its content: a release that keeps the graph is added to it while its processes
  /// run.
  Optional<ObjectNode> releasesMap() {
    return releases.map(
        content ->
            Tree.object(
                "v1",
                "ConfigMap",
                metadata(releasesMapName()),
                Map.of("data", Map.of("releases.json", content))));
  }

  private ObjectNode service() {
    return Routing.service(metadata(Names.version(graph)), selector(), GraphPod.PORT);
  }

  private ObjectNode deployment() {
    Map<String, Object> spec = new TreeMap<>();
    if (autoscaling().isEmpty()) {
      spec.put("replicas", definition().replicas());
    }
    spec.put("revisionHistoryLimit", HISTORY);
    spec.put("selector", Map.of("matchLabels", selector()));
    spec.put(
        "strategy",
        Map.of(
            "type", "RollingUpdate", "rollingUpdate", Map.of("maxUnavailable", 0, "maxSurge", 1)));
    spec.put("template", Map.of("metadata", meta().ofPods(graph, Labels.GRAPH), "spec", podSpec()));
    return Tree.object(
        "apps/v1", "Deployment", metadata(Names.version(graph)), Map.of("spec", spec));
  }

  private Map<String, Object> podSpec() {
    Map<String, Object> spec =
        new GraphPod(new Pods(order), graph, graphMapName(), releasesMapName()).spec();
    spec.put("topologySpreadConstraints", List.of(apart()));
    return spec;
  }

  private Map<String, Object> apart() {
    return Map.of(
        "maxSkew",
        1,
        "topologyKey",
        "kubernetes.io/hostname",
        "whenUnsatisfiable",
        "ScheduleAnyway",
        "labelSelector",
        Map.of("matchLabels", selector()));
  }

  /// One at a time, whatever their number: a budget that allows none would stop every drain of a
  /// node for ever.
  private ObjectNode disruptionBudget() {
    return Tree.object(
        "policy/v1",
        "PodDisruptionBudget",
        metadata(Names.version(graph)),
        Map.of(
            "spec",
            Map.of(
                "maxUnavailable",
                1,
                "selector",
                Map.of("matchLabels", selector()),
                "unhealthyPodEvictionPolicy",
                "AlwaysAllow")));
  }

  /// Only where there is room above what the author declares.
  private Optional<Autoscaling> autoscaling() {
    return order
        .target()
        .autoscaling()
        .filter(room -> room.maxReplicas() > definition().replicas());
  }

  private ObjectNode autoscaler(Autoscaling room) {
    Map<String, Object> target =
        Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", Names.version(graph));
    Map<String, Object> spec =
        Map.of(
            "scaleTargetRef", target,
            "minReplicas", definition().replicas(),
            "maxReplicas", room.maxReplicas(),
            "metrics", List.of(cpu(room.cpuPercent())));
    return Tree.object(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        metadata(Names.version(graph)),
        Map.of("spec", spec));
  }

  private static Map<String, Object> cpu(int percent) {
    Map<String, Object> target = Map.of("type", "Utilization", "averageUtilization", percent);
    return Map.of("type", "Resource", "resource", Map.of("name", "cpu", "target", target));
  }
}
