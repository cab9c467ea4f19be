package dev.millwright.builder.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A registry over plain HTTP that knows manifests and nothing else, and may ask who is asking.
final class FakeRegistry implements AutoCloseable {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String TOKEN = "a-token";

  private final HttpServer server;
  private final PlainDoor door;
  private final Map<String, byte[]> manifests = new ConcurrentSkipListMap<>();
  private volatile Guard guard = Guard.NONE;
  private volatile int status;

  enum Guard {
    NONE,
    BASIC,
    BEARER
  }

  FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
    door = PlainDoor.before(server.getAddress());
  }

  String host() {
    return "localhost:" + door.port();
  }

  /// Gives a tag an index of manifests; other words make another one.
  Digest push(String repository, String tag, String words) {
    byte[] bytes =
        """
        {"schemaVersion": 2, "mediaType": "%s", "manifests": [], "annotations": {"words": "%s"}}
        """
            .formatted(INDEX, words)
            .getBytes(StandardCharsets.UTF_8);
    manifests.put("/v2/" + repository + "/manifests/" + tag, bytes);
    return Digest.of(bytes);
  }

  void guard(Guard asked) {
    guard = asked;
  }

  /// From now on every answer is of this status.
  void fail(int with) {
    status = with;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (status != 0) {
        send(exchange, status, Map.of(), new byte[0]);
      } else if (path.equals("/token")) {
        token(exchange);
      } else if (!isAllowed(exchange, guard == Guard.BEARER ? "Bearer " + TOKEN : basic())) {
        send(exchange, 401, Map.of("WWW-Authenticate", challenge()), new byte[0]);
      } else if (path.equals("/v2/")) {
        send(exchange, 200, Map.of(), new byte[0]);
      } else {
        manifest(exchange, manifests.get(path));
      }
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    boolean isKnown = basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] token = ("{\"token\": \"" + TOKEN + "\"}").getBytes(StandardCharsets.UTF_8);
    send(exchange, isKnown ? 200 : 401, Map.of(), isKnown ? token : new byte[0]);
  }

  private boolean isAllowed(HttpExchange exchange, String asked) {
    return guard == Guard.NONE
        || asked.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private String challenge() {
    return guard == Guard.BASIC
        ? "Basic realm=\"fake\""
        : "Bearer realm=\"http://%s/token\",service=\"fake\"".formatted(host());
  }

  static String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
  }

  private static void manifest(HttpExchange exchange, byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      byte[] unknown =
          "{\"errors\": [{\"code\": \"MANIFEST_UNKNOWN\"}]}".getBytes(StandardCharsets.UTF_8);
      send(exchange, 404, Map.of("Content-Type", "application/json"), unknown);
      return;
    }
    Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", INDEX));
    headers.put("Docker-Content-Digest", "sha256:" + Digest.of(bytes).hex());
    send(exchange, 200, headers, bytes);
  }

  private static void send(
      HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    door.close();
    server.stop(0);
  }
}
