package dev.millwright.compiler.kubernetes;

import dev.millwright.compiler.kubernetes.Target.Gateway;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// How requests come to a graph's versions. A release is chosen for each request where it enters;
/// the request carries it on, and one that carries it already is taken at its word.
record Routing(Order order, Address graph) {
  private static final String RELEASE = "Millwright-Release";
  private static final String COPY = "Millwright-Copy";

  /// A version of the graph, for a release.
  ///
  /// @param copied whether it is asked beside those that answer
  private record Answering(Release release, Component graph, int percent, boolean copied) {}

  List<ObjectNode> all() {
    List<Answering> answering = answering();
    List<ObjectNode> objects = new ArrayList<>();
    if (!taking(answering).isEmpty()) {
      objects.add(stable(answering));
    }
    order.target().gateway().ifPresent(gateway -> objects.add(route(gateway, answering)));
    return objects;
  }

  /// A Service that leads to the graph's port.
  ///
  /// @param own the Service's
  static ObjectNode service(Map<String, Object> metadata, Map<String, String> selector, int own) {
    Map<String, Object> port =
        Map.of(
            "name", "http",
            "port", own,
            "targetPort", "http",
            "protocol", "TCP",
            "appProtocol", "http");
    return Tree.object(
        "v1",
        "Service",
        metadata,
        Map.of("spec", Map.of("type", "ClusterIP", "selector", selector, "ports", List.of(port))));
  }

  private List<Answering> answering() {
    List<Answering> answering = new ArrayList<>();
    for (Share share : order.shares()) {
      Component its = share.release().components().get(graph);
      if (its != null) {
        answering.add(
            new Answering(share.release(), its, share.percent(), share.copied().contains(graph)));
      }
    }
    return answering;
  }

  private static List<Answering> taking(List<Answering> answering) {
    return answering.stream().filter(one -> one.percent() > 0).toList();
  }

  private Map<String, Object> metadata(List<Answering> answering) {
    return new Meta(order.release(), order.target())
        .of(answering.getFirst().graph(), Labels.GRAPH, graph.name().text());
  }

  /// The name that stays. While several versions take traffic it leads to the pods of all of them:
  /// without a gateway the split is that of their numbers.
  private ObjectNode stable(List<Answering> answering) {
    Labels labels = new Labels(order.release());
    List<Component> versions = taking(answering).stream().map(Answering::graph).distinct().toList();
    return service(
        metadata(answering),
        versions.stream().map(Component::version).distinct().count() == 1
            ? labels.versionSelector(versions.getFirst())
            : labels.selector(versions.getFirst()),
        port(taking(answering).getFirst()));
  }

  /// What a service says that the graph answers for, else that of graphs.
  private static int port(Answering one) {
    Component function =
        one.release().components().get(new Address(Kind.FUNCTION, one.graph().address().name()));
    return Optional.ofNullable(function)
        .map(it -> (Function) it.definition())
        .filter(Function::runsInGraph)
        .flatMap(Function::service)
        .map(Function.Service::port)
        .orElse(GraphPod.PORT);
  }

  private ObjectNode route(Gateway gateway, List<Answering> answering) {
    List<Object> rules = new ArrayList<>();
    answering.forEach(one -> rules.add(named(one)));
    List<Answering> taking = taking(answering);
    if (!taking.isEmpty()) {
      rules.add(live(answering, taking));
    }
    return Tree.object(
        "gateway.networking.k8s.io/v1",
        "HTTPRoute",
        metadata(answering),
        Map.of("spec", Map.of("parentRefs", List.of(parent(gateway)), "rules", rules)));
  }

  private static Map<String, Object> parent(Gateway gateway) {
    Map<String, Object> parent = new TreeMap<>();
    parent.put("group", "gateway.networking.k8s.io");
    parent.put("kind", "Gateway");
    parent.put("name", gateway.name());
    parent.put("namespace", gateway.namespace());
    gateway.listener().ifPresent(listener -> parent.put("sectionName", listener));
    return parent;
  }

  /// For requests that carry the release.
  private Map<String, Object> named(Answering one) {
    return rule(Optional.of(one.release()), List.of(backend(one.graph())));
  }

  /// For all others. What is copied says so itself: by what else it carries it asks for the release
  /// that answers.
  private Map<String, Object> live(List<Answering> answering, List<Answering> taking) {
    Map<String, Object> rule =
        new TreeMap<>(rule(Optional.empty(), taking.stream().map(this::weighted).toList()));
    answering.stream()
        .filter(Answering::copied)
        .findFirst()
        .ifPresent(
            one ->
                rule.put(
                    "filters",
                    List.of(
                        header(COPY, one.release()),
                        Map.of(
                            "type",
                            "RequestMirror",
                            "requestMirror",
                            Map.of("backendRef", backend(one.graph()))))));
    return rule;
  }

  private static Map<String, Object> header(String name, Release release) {
    Map<String, Object> header = Map.of("name", name, "value", release.id().hex());
    return Map.of(
        "type", "RequestHeaderModifier", "requestHeaderModifier", Map.of("set", List.of(header)));
  }

  private Map<String, Object> rule(Optional<Release> release, List<?> backends) {
    Map<String, Object> match = new TreeMap<>();
    match.put("path", Map.of("type", "Exact", "value", "/" + graph.name()));
    if (release.isPresent()) {
      Map<String, Object> header =
          Map.of("type", "Exact", "name", RELEASE, "value", release.get().id().hex());
      match.put("headers", List.of(header));
    }
    return Map.of("matches", List.of(match), "backendRefs", backends);
  }

  private Map<String, Object> weighted(Answering one) {
    Map<String, Object> backend = backend(one.graph());
    backend.put("weight", one.percent());
    backend.put("filters", List.of(header(RELEASE, one.release())));
    return backend;
  }

  private static Map<String, Object> backend(Component graph) {
    return new TreeMap<>(
        Map.of(
            "group", "", "kind", "Service", "name", Names.version(graph), "port", GraphPod.PORT));
  }
}
