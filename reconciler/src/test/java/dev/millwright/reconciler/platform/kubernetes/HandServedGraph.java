package dev.millwright.reconciler.platform.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.reconciler.platform.Copies;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.reconciler.platform.StepLessGraph;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A namespace with one graph behind the Gateway `default/millwright`, in which servers of the test
/// stand where pods would.
final class HandServedGraph implements AutoCloseable {
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final List<HttpServer> servers = new ArrayList<>();

  HandServedGraph() {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace()).endMetadata().build())
        .create();
  }

  Name name() {
    return Name.of("shadowed-" + id);
  }

  String namespace() {
    return "strategy-" + id;
  }

  Target target() {
    return new Target(namespace(), "registry.example.com/flights");
  }

  Target behindTheGateway() {
    return target().with(Target.Gateway.named("default/millwright"));
  }

  KubernetesPlatform platform(Target target, Path folder) {
    return new KubernetesPlatform(
        client, namespace(), () -> {}, () -> target, new StateLayout(folder), "token", _ -> {});
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace()).delete();
    client
        .namespaces()
        .withName(namespace())
        .waitUntilCondition(it -> it == null, 90, TimeUnit.SECONDS);
    client.close();
    servers.forEach(server -> server.stop(0));
  }

  /// A request of the graph from outside.
  HttpRequest request(String json) {
    URI url = URI.create(System.getenv("MILLWRIGHT_TEST_GATEWAY") + "/" + name());
    return HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(json)).build();
  }

  /// @return the port of a server on this machine
  int server(HttpHandler handler) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", handler);
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  /// Answers a request whose body has been read.
  static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// Where pods reach this machine.
  String here() {
    return client
        .nodes()
        .list()
        .getItems()
        .getFirst()
        .getStatus()
        .getAddresses()
        .getFirst()
        .getAddress();
  }

  /// The Service of a graph version, with somebody else than pods behind it.
  void serve(Release release, String address, int port) {
    String name = Parts.name(graph(release));
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withName("http")
                .withPort(Parts.PORT)
                .withTargetPort(new IntOrString(port))
                .endPort()
                .endSpec()
                .build())
        .create();
    client
        .resource(
            new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .addToLabels("kubernetes.io/service-name", name)
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .withAddresses(address)
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .addNewPort()
                .withName("http")
                .withPort(port)
                .withProtocol("TCP")
                .endPort()
                .build())
        .create();
  }

  /// What its route is in the cluster.
  String route() {
    GenericKubernetesResource route =
        client
            .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
            .inNamespace(namespace())
            .list()
            .getItems()
            .getFirst();
    return client.getKubernetesSerialization().asJson(route.getAdditionalProperties().get("spec"));
  }

  /// @param shares percent by release; a release without may still be asked for by name
  Routes routes(Map<Release, Integer> shares, List<Release> releases, Optional<Copies> copies) {
    SortedMap<Digest, SortedMap<Name, List<Replica>>> graphs = new TreeMap<>();
    SortedMap<Digest, Integer> percents = new TreeMap<>();
    for (Release release : releases) {
      Replica replica = new Replica(name(), graph(release).version(), Digest.of("settings"), 0);
      graphs.put(release.id(), new TreeMap<>(Map.of(name(), List.of(replica))));
    }
    shares.forEach((release, percent) -> percents.put(release.id(), percent));
    return new Routes(
        8080,
        new ImageAt(Digest.of("image"), Path.of("lib"), List.of()),
        releases,
        percents,
        graphs,
        copies);
  }

  Component graph(Release release) {
    return release.at(new Address(Kind.SERVING_GRAPH, name()));
  }

  /// A release of the graph alone.
  Release release(String word) {
    ServingGraph graph = StepLessGraph.of(name(), new Resources(Optional.empty()));
    Component component =
        new Component(
            graph,
            Digest.of(word + id),
            Digest.of("contract"),
            new TreeMap<>(),
            List.of(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty());
    return new Release(
        Digest.of("release " + word + id),
        Name.of("tiny"),
        Name.of("production"),
        Optional.empty(),
        8080,
        new TreeMap<>(Map.of(component.address(), component)));
  }
}
