package dev.millwright.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.serving.scene.Caller;
import dev.millwright.serving.scene.Caller.Reply;
import dev.millwright.serving.scene.Raw;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.serving.GatewayFile;
import dev.millwright.spec.serving.GatewayFile.Share;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the gateway passes on, what it passes over, and what it says by itself.
final class GatewayAnswersTest {
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");
  private static final String GRAPH = "late";
  private static final List<Share> ALL_OLD = List.of(new Share(OLD, 100));

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private Caller caller;

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void status_headers_and_body_come_back_as_the_graph_gave_them() throws Exception {
    String graph =
        upstream(
            exchange -> {
              exchange.getResponseHeaders().set("Millwright-Release", OLD.hex());
              exchange.getResponseHeaders().set("Millwright-Versions", "Model/delay@1");
              answer(exchange, 422, exchange.getRequestHeaders().getFirst("Millwright-Explain"));
            });
    start(ALL_OLD, Map.of(OLD, List.of(graph)));
    Reply reply = caller.post("/late", "{}", "Millwright-Explain", "true");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.http().body()).isEqualTo("true");
    assertThat(reply.header("Millwright-Versions")).isEqualTo("Model/delay@1");
    assertThat(reply.http().headers().allValues("Millwright-Release")).containsExactly(OLD.hex());
  }

  @Test
  void credentials_are_not_passed_on() throws Exception {
    String graph =
        upstream(
            exchange -> answer(exchange, 200, exchange.getRequestHeaders().keySet().toString()));
    start(ALL_OLD, Map.of(OLD, List.of(graph)));
    Reply reply = caller.post("/late", "{}", "Authorization", "Bearer " + Caller.TOKEN);
    assertThat(reply.http().body())
        .containsIgnoringCase("Millwright-Release")
        .doesNotContainIgnoringCase("authorization");
  }

  @Test
  void every_replica_but_one_may_be_dead() throws Exception {
    String alive = upstream(exchange -> answer(exchange, 200, "{}"));
    start(ALL_OLD, Map.of(OLD, List.of(dead(), dead(), alive, dead())));
    for (int i = 0; i < 20; i++) {
      assertThat(caller.post("/late", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void with_all_replicas_dead_the_answer_says_so_and_by_which_release() throws Exception {
    start(ALL_OLD, Map.of(OLD, List.of(dead(), dead())));
    Reply reply = caller.post("/late", "{}");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.error().path("code").asString()).isEqualTo("unreachable");
    assertThat(reply.header("Millwright-Release")).isEqualTo(OLD.hex());
    assertThat(measured(OLD).path("errors").asInt()).isEqualTo(1);
  }

  @Test
  void a_request_that_reached_a_replica_is_not_sent_to_another() throws Exception {
    AtomicInteger reached = new AtomicInteger();
    start(ALL_OLD, Map.of(OLD, List.of(breaking(reached), breaking(reached))));
    Reply reply = caller.post("/late", "{}");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.error().path("code").asString()).isEqualTo("broken_answer");
    assertThat(reached).hasValue(1);
  }

  @Test
  void without_a_release_the_answer_is_a_sentence() throws Exception {
    start(List.of(), Map.of());
    Reply reply = caller.post("/late", "{}");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.error().path("code").asString()).isEqualTo("nothing_live");
    assertThat(reply.error().path("message").asString()).isEqualTo("no release takes traffic yet");
    assertThat(reply.header("Millwright-Release")).isEmpty();
  }

  @Test
  void an_unknown_release_is_told_from_none() throws Exception {
    start(ALL_OLD, Map.of(OLD, List.of(dead())));
    for (String release : List.of(NEW.hex(), "nonsense")) {
      Reply reply = caller.post("/late", "{}", "Millwright-Release", release);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.error().path("code").asString()).isEqualTo("unknown_release");
    }
  }

  @Test
  void what_cannot_be_asked_is_told() throws Exception {
    start(ALL_OLD, Map.of(OLD, List.of(dead())));
    Reply get = caller.send("GET", "/late", "");
    assertThat(get.status()).isEqualTo(405);
    assertThat(get.header("Allow")).isEqualTo("POST");
    assertThat(caller.send("GET", "/soon", "").status()).isEqualTo(404);
    assertThat(caller.post("/soon", "{}").error().path("message").asString()).contains("late");
    assertThat(caller.post("/No%20Name!", "{}").status()).isEqualTo(404);
    assertThat(caller.send("GET", "/", "").json().path("graphs").path(GRAPH).asString())
        .isEqualTo("POST http://127.0.0.1:" + caller.port() + "/late");
  }

  @Test
  void a_body_of_ten_megabytes_is_refused_before_a_replica_sees_it() throws Exception {
    AtomicInteger reached = new AtomicInteger();
    String graph =
        upstream(
            exchange -> {
              reached.incrementAndGet();
              answer(exchange, 200, "{}");
            });
    start(ALL_OLD, Map.of(OLD, List.of(graph)));
    Reply reply = caller.post("/late", " ".repeat(10 << 20));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.error().path("code").asString()).isEqualTo("too_large");
    assertThat(reached).hasValue(0);
  }

  @Test
  void a_caller_that_leaves_costs_nothing() throws Exception {
    String graph = upstream(exchange -> answer(exchange, 200, "{}"));
    start(ALL_OLD, Map.of(OLD, List.of(graph)));
    for (int i = 0; i < 20; i++) {
      Raw raw = Raw.to(caller.port());
      raw.write("POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
      raw.leave();
    }
    assertThat(caller.post("/late", "{}").status()).isEqualTo(200);
    assertThat(measured(OLD).path("errors").asInt()).isZero();
  }

  @Test
  void a_reload_that_fails_changes_nothing() throws Exception {
    String graph = upstream(exchange -> answer(exchange, 200, "{}"));
    start(ALL_OLD, Map.of(OLD, List.of(graph)));
    Files.writeString(folder.resolve("gateway.json"), "{\"port\": ");
    Reply broken = caller.platform("POST", "/-/reload");
    assertThat(broken.status()).isEqualTo(500);
    assertThat(broken.error().path("code").asString()).isEqualTo("failed");
    Files.delete(folder.resolve("gateway.json"));
    assertThat(caller.platform("POST", "/-/reload").status()).isEqualTo(500);
    assertThat(caller.post("/late", "{}").status()).isEqualTo(200);
  }

  @Test
  void answers_are_counted_by_the_release_that_gave_them() throws Exception {
    String good = upstream(exchange -> answer(exchange, 200, "{}"));
    String bad = upstream(exchange -> answer(exchange, 500, "{}"));
    start(ALL_OLD, Map.of(OLD, List.of(good), NEW, List.of(bad)));
    for (int i = 0; i < 7; i++) {
      caller.post("/late", "{}");
    }
    for (int i = 0; i < 3; i++) {
      caller.post("/late", "{}", "Millwright-Release", NEW.hex());
    }
    assertThat(measured(OLD).path("requests").asInt()).isEqualTo(7);
    assertThat(measured(OLD).path("errors").asInt()).isZero();
    assertThat(measured(NEW).path("byGraph").path(GRAPH).path("requests").asInt()).isEqualTo(3);
    assertThat(measured(NEW).path("errors").asInt()).isEqualTo(3);
  }

  @Test
  void what_answers_say_is_counted_and_what_is_no_answer_is_passed_on() throws Exception {
    String said = "{\"p\":0.5,\"yes\":true,\"who\":\"a\",\"deep\":{\"p\":1},\"none\":null,\"n\":3}";
    String good = upstream(exchange -> answer(exchange, 200, said));
    String odd = upstream(exchange -> answer(exchange, 200, "{\"p\":0.25,"));
    start(ALL_OLD, Map.of(OLD, List.of(good), NEW, List.of(odd)));
    caller.post("/late", "{}");
    assertThat(caller.post("/late", "{}", "Millwright-Release", NEW.hex()).http().body())
        .isEqualTo("{\"p\":0.25,");
    assertThat(measured(OLD).path("byGraph").path(GRAPH).path("answers").toString())
        .isEqualTo(
            "{\"n\":{\"counts\":{\"3.0\":1}},\"none\":{\"counts\":{\"NaN\":1}},"
                + "\"p\":{\"counts\":{\"0.5\":1}},\"yes\":{\"counts\":{\"1.0\":1}}}");
  }

  private void start(List<Share> shares, Map<Digest, List<String>> endpoints) throws IOException {
    SortedMap<Digest, SortedMap<Name, List<String>>> graphs = new TreeMap<>();
    endpoints.forEach(
        (release, urls) -> graphs.put(release, new TreeMap<>(Map.of(Name.of(GRAPH), urls))));
    Files.writeString(
        folder.resolve("gateway.json"), Json.write(new GatewayFile(0, shares, graphs)));
    Gateway gateway = Gateway.start(folder, Caller.TOKEN);
    open.add(gateway);
    caller = Caller.of(gateway.port());
    open.add(caller);
  }

  private JsonNode measured(Digest release) throws Exception {
    return caller.platform("GET", "/-/metrics").json().path("byRelease").path(release.hex());
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  /// A graph's process that answers by hand.
  private String upstream(Answering answering) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", answering::answer);
    server.start();
    open.add(() -> server.stop(0));
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// A process that takes a request and dies.
  private String breaking(AtomicInteger reached) throws IOException {
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    open.add(server);
    Thread.ofVirtual().start(() -> breakOff(server, reached));
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private static void breakOff(ServerSocket server, AtomicInteger reached) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        if (socket.getInputStream().read() >= 0) {
          reached.incrementAndGet();
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  /// Where nobody listens.
  private static String dead() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
