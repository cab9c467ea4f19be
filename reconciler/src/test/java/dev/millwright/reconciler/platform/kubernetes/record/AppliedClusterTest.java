package dev.millwright.reconciler.platform.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What is asked of an API server that has too much to do.
final class AppliedClusterTest {
  private static final ObjectKey KEY = new ObjectKey(Shown.SOURCE, "production");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicBoolean turn = new AtomicBoolean(true);
  private final AtomicBoolean endsTurn = new AtomicBoolean();
  private HttpServer server;
  private KubernetesClient client;
  private AppliedCluster cluster;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build())
            .build();
    cluster = new AppliedCluster(client, Recorded.FOLLOWED, turn::get);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void it_is_asked_again() throws ClusterFailure {
    cluster.applyStatus(KEY, Json.read("{\"phase\": \"Done\"}", ObjectNode.class));

    assertThat(asked).hasSize(2).allMatch(it -> it.startsWith("PATCH "));
  }

  @Test
  void nothing_is_written_when_the_turn_ends_between_two_attempts() {
    endsTurn.set(true);

    assertThatThrownBy(
            () -> cluster.applyStatus(KEY, Json.read("{\"phase\": \"Done\"}", ObjectNode.class)))
        .isInstanceOf(ClusterFailure.class)
        .hasMessageContaining("another process's turn");
    assertThat(asked).hasSize(1);
  }

  @Test
  void what_is_gone_already_is_deleted() throws ClusterFailure {
    cluster.delete(KEY, "some-uid");

    assertThat(asked).hasSize(2).allMatch(it -> it.startsWith("DELETE "));
  }

  /// The first time it has no time; then what was to be deleted is gone.
  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange.getRequestBody().readAllBytes();
    if (endsTurn.get()) {
      turn.set(false);
    }
    boolean isDeleted = exchange.getRequestMethod().equals("DELETE");
    int status = asked.size() == 1 ? 503 : isDeleted ? 404 : 200;
    byte[] body =
        (status == 200
                ? "{\"apiVersion\": \"millwright.dev/v1alpha1\", \"kind\": \"Source\"}"
                : "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": %d}".formatted(status))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
