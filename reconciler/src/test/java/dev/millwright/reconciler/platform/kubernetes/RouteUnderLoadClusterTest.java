package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Whoever asks while one release after the other takes the traffic gets an answer each time.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@EnabledIfEnvironmentVariable(
    named = "MILLWRIGHT_TEST_GATEWAY",
    matches = ".+",
    disabledReason = "the Gateway does not answer requests of this machine")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class RouteUnderLoadClusterTest {
  /// A gateway that loses a request in one change of ten is met by these.
  private static final int RELEASES = 25;

  private static final int CLIENTS = 8;

  private final HandServedGraph graph = new HandServedGraph();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final AtomicBoolean over = new AtomicBoolean();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void no_request_is_lost_while_releases_come_and_go() throws Exception {
    KubernetesPlatform platform = graph.platform(graph.behindTheGateway(), folder);
    List<Release> releases = served();
    platform
        .gateway()
        .route(
            graph.routes(
                Map.of(releases.getFirst(), 100), releases.subList(0, 1), Optional.empty()));
    awaitAnswer();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asking = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        asking.add(clients.submit(this::ask));
      }
      for (int i = 1; i < RELEASES; i++) {
        Release before = releases.get(i - 1);
        Release next = releases.get(i);
        platform
            .gateway()
            .route(
                graph.routes(
                    Map.of(before, 50, next, 50), List.of(before, next), Optional.empty()));
        platform.gateway().route(graph.routes(Map.of(next, 100), List.of(next), Optional.empty()));
      }
      over.set(true);
      for (Future<?> each : asking) {
        each.get();
      }
    }
    platform.release();
    assertThat(answers).containsOnlyKeys("200 answered");
  }

  private List<Release> served() throws IOException {
    List<Release> releases = new ArrayList<>();
    for (int i = 0; i < RELEASES; i++) {
      Release release = graph.release("r" + i);
      graph.serve(release, graph.here(), graph.server(RouteUnderLoadClusterTest::answer));
      releases.add(release);
    }
    return releases;
  }

  private Void ask() throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!over.get()) {
        answers.merge(once(http), 1, Integer::sum);
      }
    }
    return null;
  }

  private void awaitAnswer() throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!once(http).startsWith("200")) {
        Thread.onSpinWait();
      }
    }
  }

  private String once(HttpClient http) throws InterruptedException {
    try {
      HttpResponse<String> answer = http.send(graph.request("{}"), BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    HandServedGraph.answer(exchange, "answered");
  }
}
