package dev.millwright.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Answers on loopback as a test says, and remembers what was posted. An answer that is a text is
/// sent as it is, any other as JSON.
public final class PretendDaemon implements AutoCloseable {
  private final Map<String, Function<JsonNode, Object>> answers = new ConcurrentHashMap<>();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public PretendDaemon() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// @param answer of the request's body, which is null for GET
  public PretendDaemon on(String method, String path, Function<JsonNode, Object> answer) {
    answers.put(method + " " + path, answer);
    return this;
  }

  public DaemonClient client() {
    return new DaemonClient(new DaemonFile(0, Instant.EPOCH, port(), "token"));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// Path and body of each POST, in order.
  public List<String> posted() {
    return posted;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replace("/api/v1", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("POST")) {
      posted.add(path + " " + body);
    }
    var answer = answers.get(exchange.getRequestMethod() + " " + path);
    if (answer == null) {
      send(exchange, 404, "{\"error\": {\"message\": \"no " + path + "\"}}");
    } else {
      Object said = answer.apply(Json.mapper().readTree(body.isEmpty() ? "null" : body));
      send(exchange, 200, said instanceof String text ? text : Json.write(said));
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
