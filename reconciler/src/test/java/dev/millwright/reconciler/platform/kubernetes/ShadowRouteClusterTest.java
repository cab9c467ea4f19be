package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.platform.Copies;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
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
  private final HandServedGraph graph = new HandServedGraph();
  private final Release old = graph.release("old");
  private final Release shadow = graph.release("new");
  private final LinkedBlockingQueue<String> copied = new LinkedBlockingQueue<>();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void the_gateway_takes_a_route_that_copies_and_the_same_without() throws Exception {
    graph.serve(old, "192.0.2.1", 8080);
    graph.serve(shadow, "192.0.2.1", 8080);
    KubernetesPlatform platform = graph.platform(graph.behindTheGateway(), folder);
    platform.gateway().route(routes(Optional.of(copies())));
    assertThat(graph.route())
        .contains("RequestMirror", Parts.name(graph.graph(shadow)), shadow.id().hex());
    platform.gateway().route(routes(Optional.empty()));
    assertThat(graph.route()).doesNotContain("RequestMirror");
    platform.release();
  }

  @Test
  void without_a_gateway_nobody_copies() {
    KubernetesPlatform platform = graph.platform(graph.target(), folder);
    assertThatThrownBy(() -> platform.gateway().route(routes(Optional.of(copies()))))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("names no gateway");
    platform.release();
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "MILLWRIGHT_TEST_GATEWAY",
      matches = ".+",
      disabledReason = "the Gateway does not answer requests of this machine")
  void the_shadow_gets_copies_of_requests_through_the_gateway_and_the_caller_one_answer()
      throws Exception {
    graph.serve(old, graph.here(), graph.server(answering("old", new LinkedBlockingQueue<>())));
    graph.serve(shadow, graph.here(), graph.server(answering("new", copied)));
    KubernetesPlatform platform = graph.platform(graph.behindTheGateway(), folder);
    platform.gateway().route(routes(Optional.of(copies())));
    HttpResponse<String> answer = answered();
    while (copied.isEmpty()) {
      answer = answered();
    }
    assertThat(answer.body()).isEqualTo("old");
    assertThat(copied.take()).isEqualTo("copy for " + shadow.id().hex() + ": {\"a\": 1}");
    platform.gateway().route(routes(Optional.empty()));
    platform.release();
  }

  /// Asks until the gateway knows the way.
  private HttpResponse<String> answered() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        try {
          HttpResponse<String> answer =
              http.send(graph.request("{\"a\": 1}"), BodyHandlers.ofString());
          if (answer.statusCode() == 200) {
            return answer;
          }
        } catch (IOException notYetListening) {
          // Its listener opens with the first route.
        }
      }
    }
  }

  private static HttpHandler answering(String word, LinkedBlockingQueue<String> told) {
    return exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      told.add(
          "copy for " + exchange.getRequestHeaders().getFirst("Millwright-Copy") + ": " + body);
      HandServedGraph.answer(exchange, word);
    };
  }

  private Copies copies() {
    return new Copies(shadow.id(), new TreeSet<>(List.of(graph.name())));
  }

  private Routes routes(Optional<Copies> copies) {
    return graph.routes(Map.of(old, 100), List.of(old, shadow), copies);
  }
}
