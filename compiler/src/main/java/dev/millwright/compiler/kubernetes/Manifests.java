package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The door: the objects that a release is on a cluster. The same order gives the same bytes.
///
/// @param objects in the order in which they are applied, then by name
/// @param waiting what is not there yet and what for, in sentences
public record Manifests(List<ObjectNode> objects, List<String> waiting) {
  private static final List<String> ORDER =
      List.of(
          "ServiceAccount",
          "NetworkPolicy",
          "ConfigMap",
          "Service",
          "Deployment",
          "PodDisruptionBudget",
          "HorizontalPodAutoscaler",
          "HTTPRoute",
          "Job",
          "CronJob");
  private static final Comparator<ObjectNode> IN_ORDER =
      Comparator.<ObjectNode>comparingInt(object -> ORDER.indexOf(kind(object)))
          .thenComparing(Manifests::name);

  public Manifests {
    objects = objects.stream().sorted(IN_ORDER).toList();
    waiting = List.copyOf(waiting);
    refuseTwins(objects);
  }

  /// Renders an order.
  public static Manifests of(Order order) {
    List<ObjectNode> objects = new ArrayList<>(new ProjectObjects(order).all());
    List<String> waiting = new ArrayList<>();
    for (Component graph : order.release().of(Kind.SERVING_GRAPH)) {
      GraphObjects its = GraphObjects.of(order, graph);
      objects.addAll(its.all());
      waiting.addAll(its.waiting());
    }
    graphs(order).forEach(graph -> objects.addAll(new Routing(order, graph).all()));
    DataJobs jobs = DataJobs.of(order);
    objects.addAll(jobs.all());
    waiting.addAll(jobs.waiting());
    return new Manifests(objects, waiting);
  }

  /// A stream of YAML documents.
  public String yaml() {
    return ObjectText.yaml(objects);
  }

  /// One `List`, as `kubectl` takes it.
  public String json() {
    return ObjectText.json(objects);
  }

  /// Every graph of every release that may answer.
  static Set<Address> graphs(Order order) {
    Set<Address> graphs = new TreeSet<>();
    Stream.concat(Stream.of(order.release()), order.shares().stream().map(Share::release))
        .flatMap(release -> release.of(Kind.SERVING_GRAPH).stream())
        .forEach(graph -> graphs.add(graph.address()));
    return graphs;
  }

  private static void refuseTwins(List<ObjectNode> objects) {
    Set<String> seen = new HashSet<>();
    for (ObjectNode object : objects) {
      if (!seen.add(kind(object) + "/" + name(object))) {
        throw new IllegalArgumentException(
            "two objects would have one name: " + kind(object) + " " + name(object));
      }
    }
  }

  private static String kind(ObjectNode object) {
    return object.path("kind").asString();
  }

  private static String name(ObjectNode object) {
    return object.path("metadata").path("name").asString();
  }
}
