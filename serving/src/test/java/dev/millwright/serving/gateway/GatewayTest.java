package dev.millwright.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real gateway in front of hand-written graphs that answer the release that they were asked for.
final class GatewayTest {
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");
  private static final String TOKEN = "platform";

  @TempDir Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<HttpServer> upstreams = new ArrayList<>();
  private int port;
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    port = freePort();
    route(List.of(new Share(OLD, 100)), upstream(), upstream());
    gateway = Gateway.start(folder, TOKEN);
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstreams.forEach(server -> server.stop(0));
    http.close();
  }

  @Test
  void shares_are_kept_within_what_chance_allows() throws Exception {
    route(List.of(new Share(OLD, 80), new Share(NEW, 20)), upstream(), upstream());
    reload();
    int fresh = 0;
    for (int i = 0; i < 1_000; i++) {
      fresh += ask("/graph").body().equals(NEW.hex()) ? 1 : 0;
    }
    // Six deviations of the binomial around 200: one run in a billion is outside.
    assertThat(fresh).isBetween(200 - 76, 200 + 76);
  }

  @Test
  void a_request_that_carries_a_release_is_answered_by_it() throws Exception {
    route(List.of(new Share(OLD, 100)), upstream(), upstream());
    reload();
    assertThat(ask("/graph", "Millwright-Release", NEW.hex()).body()).isEqualTo(NEW.hex());
    assertThat(ask("/graph", "Millwright-Release", Digest.of("gone").hex()).statusCode())
        .isEqualTo(503);
    assertThat(ask("/graph", "Millwright-Release", "nonsense").statusCode()).isEqualTo(503);
  }

  @Test
  void shares_that_move_while_requests_run_lose_none() throws Exception {
    String old = upstream();
    String fresh = upstream();
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<java.util.concurrent.Future<HttpResponse<String>>>();
      for (int percent = 0; percent <= 100; percent += 10) {
        for (int i = 0; i < 40; i++) {
          answers.add(senders.submit(() -> ask("/graph")));
        }
        route(List.of(new Share(OLD, 100 - percent), new Share(NEW, percent)), old, fresh);
        reload();
      }
      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().body()).isIn(OLD.hex(), NEW.hex());
      }
    }
  }

  @Test
  void what_is_not_there_is_told() throws Exception {
    assertThat(ask("/other").statusCode()).isEqualTo(404);
    assertThat(ask("/other").body()).contains("graph");
    assertThat(ask("/graph/deeper").statusCode()).isEqualTo(404);
    route(List.of(), upstream(), upstream());
    reload();
    assertThat(ask("/graph").statusCode()).isEqualTo(503);
  }

  @Test
  void a_process_that_cannot_be_reached_is_passed_over() throws Exception {
    String alive = upstream();
    String dead = "http://127.0.0.1:" + freePort();
    SortedMap<Digest, SortedMap<Name, List<String>>> graphs = new TreeMap<>();
    graphs.put(OLD, new TreeMap<>(java.util.Map.of(Name.of("graph"), List.of(dead, alive))));
    write(new GatewayFile(port, List.of(new Share(OLD, 100)), graphs));
    reload();
    for (int i = 0; i < 20; i++) {
      assertThat(ask("/graph").statusCode()).isEqualTo(200);
    }
    route(List.of(new Share(OLD, 100)), dead, dead);
    reload();
    assertThat(ask("/graph").statusCode()).isEqualTo(503);
  }

  @Test
  void a_body_that_is_too_large_and_a_caller_without_the_token_are_refused() throws Exception {
    var large =
        HttpRequest.newBuilder(uri("/graph"))
            .POST(BodyPublishers.ofString(" ".repeat(2 << 20)))
            .build();
    assertThat(http.send(large, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    assertThat(ask("/-/reload").statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> ask(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString("{}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void reload() throws IOException, InterruptedException {
    assertThat(ask("/-/reload", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// A graph's process that answers with the release it was asked for.
  private String upstream() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/graph",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] release =
              exchange
                  .getRequestHeaders()
                  .getFirst("Millwright-Release")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, release.length);
          exchange.getResponseBody().write(release);
          exchange.close();
        });
    server.start();
    upstreams.add(server);
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void route(List<Share> shares, String old, String fresh) throws IOException {
    SortedMap<Digest, SortedMap<Name, List<String>>> graphs = new TreeMap<>();
    graphs.put(OLD, new TreeMap<>(java.util.Map.of(Name.of("graph"), List.of(old))));
    graphs.put(NEW, new TreeMap<>(java.util.Map.of(Name.of("graph"), List.of(fresh))));
    write(new GatewayFile(port, shares, graphs));
  }

  private void write(GatewayFile file) throws IOException {
    Path aside = folder.resolve("aside.json");
    Files.writeString(aside, Json.write(file));
    Files.move(
        aside,
        folder.resolve("gateway.json"),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
