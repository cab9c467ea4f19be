package dev.millwright.reconciler.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// A forge that keeps what it takes, and behaves badly as it is told.
final class ForgeServer implements AutoCloseable {
  /// What it does with a post.
  enum Mood {
    TAKE,
    /// It has it, and the caller never learns of it.
    TAKE_AND_RESET,
    RESET,
    FAIL,
    BUSY
  }

  private final HttpServer server;
  private final Deque<Mood> moods = new ArrayDeque<>();
  private final List<ObjectNode> taken = new ArrayList<>();
  private final BlockingQueue<ObjectNode> news = new LinkedBlockingQueue<>();
  private final List<String> authorized = new ArrayList<>();
  private String poisoned = "none";
  private int posts;

  ForgeServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  synchronized void feels(Mood... next) {
    moods.addAll(List.of(next));
  }

  /// Never takes anything about a commit.
  synchronized void refuses(String revision) {
    poisoned = revision;
  }

  /// The next status that it took.
  ObjectNode next() throws InterruptedException {
    ObjectNode next = news.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }

  synchronized List<ObjectNode> taken() {
    return List.copyOf(taken);
  }

  synchronized int posts() {
    return posts;
  }

  synchronized List<String> authorized() {
    return List.copyOf(authorized);
  }

  /// Has a status from before.
  synchronized void has(String revision, String context, String state) {
    ObjectNode status = Json.mapper().createObjectNode();
    taken.add(status.put("sha", revision).put("context", context).put("state", state));
  }

  /// Newest first.
  private String listed(String path) {
    return Json.write(
        taken.reversed().stream()
            .filter(it -> path.contains("/" + it.path("sha").asString() + "/"))
            .toList());
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    authorized.add(
        exchange.getRequestHeaders().getFirst("Authorization")
            + exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, listed(path));
      return;
    }
    posts++;
    Mood mood = moods.isEmpty() ? Mood.TAKE : moods.remove();
    if (path.endsWith(poisoned)) {
      send(exchange, 422, "{}");
      return;
    }
    if (mood == Mood.TAKE || mood == Mood.TAKE_AND_RESET) {
      ObjectNode status =
          (ObjectNode) Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
      status.put("status", status.path("state").asString());
      status.put("sha", path.substring(path.lastIndexOf('/') + 1));
      taken.add(status);
      news.add(status.deepCopy().put("path", path));
    }
    reply(exchange, mood);
  }

  private static void reply(HttpExchange exchange, Mood mood) throws IOException {
    switch (mood) {
      case TAKE -> send(exchange, 201, "{}");
      case FAIL -> send(exchange, 500, "{}");
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", "0");
        send(exchange, 429, "{}");
      }
      case RESET, TAKE_AND_RESET -> exchange.close();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
