package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A registry in memory that writes down what it is asked, and can be told to misbehave.
public final class FakeRegistry implements AutoCloseable {
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
  private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/(\\w*)");

  /// What is done to a request instead of answering it; true when it was done.
  public interface Trouble {
    boolean strikes(HttpExchange exchange) throws IOException;
  }

  private record Manifest(byte[] bytes, String type) {}

  private final HttpServer server;
  private final FakeBlobs blobs = new FakeBlobs();
  private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Trouble trouble = exchange -> false;
  private volatile Optional<String> login = Optional.empty();
  private volatile Optional<String> token = Optional.empty();

  public FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  public void make(Trouble other) {
    trouble = other;
  }

  /// From now on only who has this login is answered.
  public void ask(String user, String password) {
    String text = user + ":" + password;
    login = Optional.of("Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
  }

  /// From now on only who has a token is answered, and gets one by this login.
  public void askForToken(String user, String password) {
    ask(user, password);
    token = Optional.of("Bearer token-of-" + user);
  }

  /// Method and path of each request, in their order.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  void forget() {
    requests.clear();
  }

  long count(Predicate<String> chosen) {
    return requests.stream().filter(chosen).count();
  }

  /// A manifest by `repository/reference`.
  Optional<String> manifest(String reference) {
    return Optional.ofNullable(manifests.get(reference)).map(it -> new String(it.bytes(), UTF_8));
  }

  public void put(String reference, String text) {
    manifests.put(reference, new Manifest(text.getBytes(UTF_8), "application/json"));
  }

  /// Puts a blob into a repository.
  ///
  /// @param name the digest that it is known by, if it is another than its own
  void putBlob(String repository, String name, byte[] content) {
    blobs.put(repository, name, content);
  }

  /// `repository/reference` of all manifests.
  Stream<String> references() {
    return manifests.keySet().stream();
  }

  /// Forgets a manifest by `repository/reference`.
  void lose(String reference) {
    manifests.remove(reference);
  }

  /// Blobs and manifests.
  List<byte[]> everything() {
    return Stream.concat(blobs.all(), manifests.values().stream().map(Manifest::bytes)).toList();
  }

  /// Whether a repository has a blob.
  boolean has(String repository, String digest) {
    return blobs.has(repository, digest);
  }

  /// The digests of the blobs whose bytes came over the network.
  Set<String> sent() {
    return blobs.sent();
  }

  byte[] blob(String digest) {
    return blobs.get(digest);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    try (exchange) {
      if (trouble.strikes(exchange)) {
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals("/token")) {
        token(exchange);
      } else if (isKnown(exchange, token.or(() -> login))) {
        route(exchange, path, body);
      } else {
        unknown(exchange);
      }
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String words = token.orElseThrow().substring("Bearer ".length());
    boolean known = isKnown(exchange, login);
    say(exchange, known ? 200 : 401, known ? "{\"token\":\"" + words + "\"}" : "{}");
  }

  private static boolean isKnown(HttpExchange exchange, Optional<String> expected) {
    String found = exchange.getRequestHeaders().getFirst("Authorization");
    return expected.isEmpty() || expected.get().equals(found);
  }

  private void unknown(HttpExchange exchange) throws IOException {
    String scheme =
        token.isPresent()
            ? "Bearer realm=\"http://%s/token\",service=\"fake\"".formatted(host())
            : "Basic realm=\"fake\"";
    exchange.getResponseHeaders().set("WWW-Authenticate", scheme);
    say(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"log in\"}]}");
  }

  private void route(HttpExchange exchange, String path, byte[] body) throws IOException {
    Matcher manifest = MANIFEST.matcher(path);
    Matcher blob = BLOB.matcher(path);
    Matcher upload = UPLOAD.matcher(path);
    if (manifest.matches()) {
      manifest(exchange, manifest.group(1), manifest.group(2), body);
    } else if (TAGS.matcher(path).matches()) {
      tags(exchange, path.replaceFirst("/tags/list$", "").substring("/v2/".length()));
    } else if (blob.matches()) {
      blobs.read(exchange, blob.group(1), blob.group(2));
    } else if (upload.matches()) {
      blobs.upload(exchange, upload.group(1), upload.group(2), body);
    } else {
      say(exchange, path.equals("/v2/") ? 200 : 404, "");
    }
  }

  /// Two at a time.
  private void tags(HttpExchange exchange, String repository) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String last = query.contains("last=") ? query.replaceFirst(".*last=", "") : "";
    List<String> tags =
        manifests.keySet().stream()
            .filter(it -> it.startsWith(repository + "/") && !it.contains("/sha256:"))
            .map(it -> it.substring(repository.length() + 1))
            .filter(it -> it.compareTo(last) > 0)
            .sorted()
            .limit(2)
            .toList();
    say(exchange, 200, Json.write(Map.of("name", repository, "tags", tags)));
  }

  private void manifest(HttpExchange exchange, String repository, String reference, byte[] body)
      throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      manifests.put(repository + "/" + reference, new Manifest(body, type));
      manifests.put(repository + "/sha256:" + Digest.of(body), new Manifest(body, type));
    }
    Manifest found = manifests.get(repository + "/" + reference);
    if (found == null) {
      say(exchange, 404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"\"}]}");
      return;
    }
    if (exchange.getRequestMethod().equals("DELETE")) {
      // With its tags.
      manifests.values().removeIf(it -> Arrays.equals(it.bytes(), found.bytes()));
      say(exchange, 202, "");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", found.type());
    exchange
        .getResponseHeaders()
        .set("Docker-Content-Digest", "sha256:" + Digest.of(found.bytes()));
    boolean isGet = exchange.getRequestMethod().equals("GET");
    say(
        exchange,
        exchange.getRequestMethod().equals("PUT") ? 201 : 200,
        isGet ? new String(found.bytes(), UTF_8) : "");
  }

  public static void say(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
    if (!isHead && bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
