package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.reconciler.platform.Copies;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Metadata;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// A shadow's copies on a real cluster: the API server and the Gateway `default/millwright` take
/// the route, and where the Gateway answers requests of this machine, copies come through it.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ShadowRouteClusterTest {
  private static final String ID = UUID.randomUUID().toString().substring(0, 8);
  private static final Name GRAPH = Name.of("shadowed-" + ID);
  private static final String NAMESPACE = "strategy-" + ID;
  private static final Target TARGET = new Target(NAMESPACE, "registry.example.com/flights");
  private static final Release OLD = release("old");
  private static final Release NEW = release("new");

  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final List<HttpServer> servers = new ArrayList<>();
  private final LinkedBlockingQueue<String> copied = new LinkedBlockingQueue<>();
  @TempDir private Path folder;

  @BeforeEach
  void open() {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  @AfterEach
  void close() {
    client.namespaces().withName(NAMESPACE).delete();
    client
        .namespaces()
        .withName(NAMESPACE)
        .waitUntilCondition(it -> it == null, 90, TimeUnit.SECONDS);
    client.close();
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void the_gateway_takes_a_route_that_copies_and_the_same_without() throws Exception {
    serve(OLD, "192.0.2.1", 8080);
    serve(NEW, "192.0.2.1", 8080);
    KubernetesPlatform platform = platform(TARGET.with(Target.Gateway.named("default/millwright")));
    platform.gateway().route(routes(Optional.of(copies())));
    assertThat(filters()).contains("RequestMirror", Parts.name(graph(NEW)), NEW.id().hex());
    platform.gateway().route(routes(Optional.empty()));
    assertThat(filters()).doesNotContain("RequestMirror");
    platform.release();
  }

  @Test
  void without_a_gateway_nobody_copies() {
    KubernetesPlatform platform = platform(TARGET);
    assertThatThrownBy(() -> platform.gateway().route(routes(Optional.of(copies()))))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("names no gateway");
    platform.release();
  }

  /// The servers of this test stand where pods would.
  @Test
  @EnabledIfEnvironmentVariable(
      named = "MILLWRIGHT_TEST_GATEWAY",
      matches = ".+",
      disabledReason = "the Gateway does not answer requests of this machine")
  void the_shadow_gets_copies_of_requests_through_the_gateway_and_the_caller_one_answer()
      throws Exception {
    String here =
        client
            .nodes()
            .list()
            .getItems()
            .getFirst()
            .getStatus()
            .getAddresses()
            .getFirst()
            .getAddress();
    serve(OLD, here, server("{\"from\": \"old\"}", new LinkedBlockingQueue<>()));
    serve(NEW, here, server("{\"from\": \"new\"}", copied));
    KubernetesPlatform platform = platform(TARGET.with(Target.Gateway.named("default/millwright")));
    platform.gateway().route(routes(Optional.of(copies())));
    HttpResponse<String> answer = answered();
    while (copied.isEmpty()) {
      answer = answered();
    }
    assertThat(answer.body()).isEqualTo("{\"from\": \"old\"}");
    assertThat(copied.take()).isEqualTo("copy for " + NEW.id().hex() + ": {\"a\": 1}");
    platform.gateway().route(routes(Optional.empty()));
    platform.release();
  }

  /// Asks until the gateway knows the way.
  private static HttpResponse<String> answered() throws Exception {
    URI url = URI.create(System.getenv("MILLWRIGHT_TEST_GATEWAY") + "/" + GRAPH);
    HttpRequest request =
        HttpRequest.newBuilder(url).POST(BodyPublishers.ofString("{\"a\": 1}")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        try {
          HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
          if (answer.statusCode() == 200) {
            return answer;
          }
        } catch (IOException notYetListening) {
          // Its listener opens with the first route.
        }
      }
    }
  }

  private int server(String answer, LinkedBlockingQueue<String> told) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, answer, told));
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, String answer, LinkedBlockingQueue<String> told)
      throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    told.add("copy for " + exchange.getRequestHeaders().getFirst("Millwright-Copy") + ": " + body);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// The Service of a graph version, with somebody else than pods behind it.
  private void serve(Release release, String address, int port) {
    String name = Parts.name(graph(release));
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
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
                .withNamespace(NAMESPACE)
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

  private String filters() {
    GenericKubernetesResource route =
        client
            .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
            .inNamespace(NAMESPACE)
            .list()
            .getItems()
            .getFirst();
    return client.getKubernetesSerialization().asJson(route.getAdditionalProperties().get("spec"));
  }

  private KubernetesPlatform platform(Target target) {
    return new KubernetesPlatform(
        client, NAMESPACE, () -> {}, () -> target, new StateLayout(folder), "token", _ -> {});
  }

  private static Copies copies() {
    return new Copies(NEW.id(), new TreeSet<>(List.of(GRAPH)));
  }

  private static Routes routes(Optional<Copies> copies) {
    SortedMap<Digest, SortedMap<Name, List<Replica>>> graphs = new TreeMap<>();
    for (Release release : List.of(OLD, NEW)) {
      Replica replica = new Replica(GRAPH, graph(release).version(), Digest.of("settings"), 0);
      graphs.put(release.id(), new TreeMap<>(Map.of(GRAPH, List.of(replica))));
    }
    return new Routes(
        8080,
        new ImageAt(Digest.of("image"), Path.of("lib"), List.of()),
        List.of(OLD, NEW),
        new TreeMap<>(Map.of(OLD.id(), 100)),
        graphs,
        copies);
  }

  private static Component graph(Release release) {
    return release.at(new Address(Kind.SERVING_GRAPH, GRAPH));
  }

  private static Release release(String word) {
    ServingGraph.Rollout rollout =
        new ServingGraph.Rollout(
            List.of(),
            Duration.ZERO,
            List.of(),
            1,
            ServingGraph.OnInconclusive.PROCEED,
            Duration.ZERO,
            Optional.empty());
    ServingGraph graph =
        new ServingGraph(
            new Metadata(GRAPH),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            1,
            new Resources(Optional.empty()),
            Duration.ofSeconds(1),
            Optional.empty(),
            Optional.empty(),
            rollout);
    Component component =
        new Component(
            graph,
            Digest.of(word + ID),
            Digest.of("contract"),
            new TreeMap<>(),
            List.of(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty());
    return new Release(
        Digest.of("release " + word + ID),
        Name.of("tiny"),
        Name.of("production"),
        Optional.empty(),
        8080,
        new TreeMap<>(Map.of(component.address(), component)));
  }
}
