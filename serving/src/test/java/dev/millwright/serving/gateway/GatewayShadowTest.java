package dev.millwright.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.GatewayFile;
import dev.millwright.spec.serving.GatewayFile.Share;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A real gateway that asks a shadow beside the graph that answers. Whatever the shadow does, the
/// caller only sees the graph.
@Timeout(60)
final class GatewayShadowTest {
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");
  private static final String TOKEN = "platform";
  private static final String ANSWER = "{\"late\":0.25,\"why\":\"wind\"}";

  @TempDir Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<HttpServer> servers = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /// What the shadow was asked, as `release copy body`.
  private final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();

  private Gateway gateway;

  /// What a server does with a request.
  @FunctionalInterface
  private interface Answering {
    void to(HttpExchange exchange) throws IOException;
  }

  @AfterEach
  void stop() {
    end.countDown();
    gateway.close();
    servers.forEach(server -> server.stop(0));
    http.close();
  }

  @Test
  void the_shadow_gets_the_request_and_the_caller_the_answer_of_the_graph() throws Exception {
    start(answers(ANSWER), shadow(exchange -> reply(exchange, 200, "{\"late\":0.75}")));
    HttpResponse<String> answer = ask("/graph");
    assertThat(answer.body()).isEqualTo(ANSWER);
    assertThat(answer.headers().firstValue("Millwright-Release")).contains(OLD.hex());
    assertThat(asked.take()).isEqualTo(NEW.hex() + " " + NEW.hex() + " {\"a\":1}");
    JsonNode copies = copies(1);
    assertThat(copies.path("errors").asInt()).isZero();
    assertThat(copies.path("compared").asInt()).isEqualTo(1);
    assertThat(copies.path("differing").asInt()).isEqualTo(1);
    assertThat(copies.path("fields").path("late").toString())
        .isEqualTo("{\"answers\":1,\"sum\":0.5,\"most\":0.5}");
  }

  @Test
  void copies_are_not_counted_as_answers_to_anybody() throws Exception {
    start(answers(ANSWER), shadow(exchange -> reply(exchange, 200, ANSWER)));
    assertThat(ask("/graph").statusCode()).isEqualTo(200);
    JsonNode copies = copies(1);
    assertThat(copies.path("differing").asInt()).isZero();
    JsonNode answers = metrics().path("byRelease");
    assertThat(answers.path(OLD.hex()).path("requests").asInt()).isEqualTo(1);
    assertThat(answers.path(NEW.hex()).isMissingNode()).isTrue();
  }

  @Test
  void a_shadow_that_does_not_answer_holds_nobody_up_and_copies_beyond_the_bound_are_dropped()
      throws Exception {
    start(answers(ANSWER), shadow(_ -> awaitEnd()));
    int more = 40;
    for (int i = 0; i < Shadow.UNDER_WAY + more; i++) {
      HttpResponse<String> answer = ask("/graph");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(ANSWER);
    }
    JsonNode copies = metrics().path("copies").path(NEW.hex());
    assertThat(copies.path("dropped").asInt()).isEqualTo(more);
    assertThat(copies.path("requests").asInt()).isZero();
    end.countDown();
    assertThat(copies(Shadow.UNDER_WAY).path("dropped").asInt()).isEqualTo(more);
    assertThat(ask("/graph").statusCode()).isEqualTo(200);
    assertThat(copies(Shadow.UNDER_WAY + 1).path("dropped").asInt()).isEqualTo(more);
  }

  @Test
  void a_shadow_that_fails_fails_nobody() throws Exception {
    start(answers(ANSWER), shadow(exchange -> reply(exchange, 500, "no")));
    for (int i = 0; i < 20; i++) {
      assertThat(ask("/graph").statusCode()).isEqualTo(200);
    }
    JsonNode copies = copies(20);
    assertThat(copies.path("errors").asInt()).isEqualTo(20);
    assertThat(copies.path("compared").asInt()).isZero();
  }

  @Test
  void a_shadow_that_breaks_off_or_is_dead_fails_nobody() throws Exception {
    start(answers(ANSWER), shadow(HttpExchange::close));
    assertThat(ask("/graph").body()).isEqualTo(ANSWER);
    assertThat(copies(1).path("errors").asInt()).isEqualTo(1);
    route(servers.getFirst(), "http://127.0.0.1:" + freePort());
    assertThat(ask("/graph").body()).isEqualTo(ANSWER);
    assertThat(copies(2).path("errors").asInt()).isEqualTo(2);
  }

  @Test
  void a_graph_that_fails_is_copied_and_not_compared() throws Exception {
    start(
        server(exchange -> reply(exchange, 500, "no")),
        shadow(exchange -> reply(exchange, 200, ANSWER)));
    assertThat(ask("/graph").statusCode()).isEqualTo(500);
    JsonNode copies = copies(1);
    assertThat(copies.path("errors").asInt()).isZero();
    assertThat(copies.path("compared").asInt()).isZero();
  }

  @Test
  void who_asks_for_a_release_by_name_is_not_copied() throws Exception {
    start(answers(ANSWER), shadow(exchange -> reply(exchange, 200, ANSWER)));
    assertThat(ask("/graph", "Millwright-Release", OLD.hex()).statusCode()).isEqualTo(200);
    assertThat(ask("/other").statusCode()).isEqualTo(200);
    assertThat(ask("/graph").statusCode()).isEqualTo(200);
    assertThat(copies(1).path("requests").asInt()).isEqualTo(1);
    assertThat(asked).hasSize(1);
  }

  @Test
  void copies_end_with_the_routes_that_asked_for_them() throws Exception {
    start(answers(ANSWER), shadow(exchange -> reply(exchange, 200, ANSWER)));
    assertThat(ask("/graph").statusCode()).isEqualTo(200);
    assertThat(asked.take()).contains(NEW.hex());
    write(servers.getFirst(), url(servers.getLast()), Optional.empty());
    reload();
    assertThat(ask("/graph").statusCode()).isEqualTo(200);
    assertThat(copies(1).path("requests").asInt()).isEqualTo(1);
    assertThat(asked).isEmpty();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpServer answers(String json) throws IOException {
    return server(exchange -> reply(exchange, 200, json));
  }

  private HttpServer shadow(Answering answering) throws IOException {
    return server(
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var headers = exchange.getRequestHeaders();
          asked.add(
              headers.getFirst("Millwright-Release")
                  + " "
                  + headers.getFirst("Millwright-Copy")
                  + " "
                  + body);
          answering.to(exchange);
          exchange.close();
        });
  }

  private HttpServer server(Answering answering) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", answering::to);
    server.start();
    servers.add(server);
    return server;
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void start(HttpServer graph, HttpServer shadow) throws IOException {
    write(graph, url(shadow), Optional.of(NEW));
    gateway = Gateway.start(folder, TOKEN);
  }

  private void route(HttpServer graph, String shadow) throws Exception {
    write(graph, shadow, Optional.of(NEW));
    reload();
  }

  /// Two graphs, of which one is copied.
  private void write(HttpServer graph, String shadow, Optional<Digest> copied) throws IOException {
    SortedMap<Digest, SortedMap<Name, List<String>>> graphs = new TreeMap<>();
    graphs.put(
        OLD,
        new TreeMap<>(
            Map.of(Name.of("graph"), List.of(url(graph)), Name.of("other"), List.of(url(graph)))));
    graphs.put(
        NEW,
        new TreeMap<>(
            Map.of(Name.of("graph"), List.of(shadow), Name.of("other"), List.of(shadow))));
    GatewayFile file =
        new GatewayFile(
            0,
            List.of(new Share(OLD, 100)),
            graphs,
            copied.map(it -> new GatewayFile.Copies(it, List.of(Name.of("graph")))));
    Files.writeString(folder.resolve("gateway.json"), Json.write(file));
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void reload() throws Exception {
    assertThat(ask("/-/reload", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> ask(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString("{\"a\":1}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode metrics() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/-/metrics"))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    return Json.mapper().readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /// What came of copies, once so many were answered.
  private JsonNode copies(int answered) throws Exception {
    JsonNode copies = metrics().path("copies").path(NEW.hex());
    while (copies.path("requests").asInt() < answered) {
      copies = metrics().path("copies").path(NEW.hex());
    }
    return copies;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
