package dev.millwright.builder;

import static dev.millwright.builder.FakeRegistry.say;

import com.sun.net.httpserver.HttpExchange;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The blobs of a fake registry: each repository has its own, and takes them from others when
/// asked.
final class FakeBlobs {
  private static final Pattern MOUNT = Pattern.compile("mount=(sha256:[0-9a-f]{64})&from=(.+)");

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();

  /// `repository@digest` of blobs.
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  private final Set<String> sent = ConcurrentHashMap.newKeySet();

  void put(String repository, String name, byte[] content) {
    blobs.put(name, content);
    held.add(repository + "@" + name);
  }

  byte[] get(String digest) {
    return blobs.get(digest);
  }

  Stream<byte[]> all() {
    return blobs.values().stream();
  }

  boolean has(String repository, String digest) {
    return held.contains(repository + "@" + digest);
  }

  Set<String> sent() {
    return Set.copyOf(sent);
  }

  void read(HttpExchange exchange, String repository, String digest) throws IOException {
    byte[] found = blobs.get(digest);
    if (found == null || !has(repository, digest)) {
      say(exchange, 404, "");
      return;
    }
    exchange.getResponseHeaders().set("Content-Length", String.valueOf(found.length));
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, isHead ? -1 : found.length);
    if (!isHead) {
      exchange.getResponseBody().write(found);
    }
  }

  private boolean isMounted(HttpExchange exchange, String repository) {
    String asked = String.valueOf(exchange.getRequestURI().getQuery());
    Matcher mount = MOUNT.matcher(asked);
    if (!mount.matches() || !held.contains(mount.group(2) + "@" + mount.group(1))) {
      return false;
    }
    held.add(repository + "@" + mount.group(1));
    return true;
  }

  void upload(HttpExchange exchange, String repository, String id, byte[] body) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        if (isMounted(exchange, repository)) {
          say(exchange, 201, "");
          return;
        }
        String fresh = "u" + uploads.size() + System.nanoTime();
        uploads.put(fresh, new byte[0]);
        exchange
            .getResponseHeaders()
            .set("Location", "/v2/" + repository + "/blobs/uploads/" + fresh);
        say(exchange, 202, "");
      }
      case "PATCH" -> {
        uploads.put(id, body);
        exchange.getResponseHeaders().set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
        say(exchange, 202, "");
      }
      default -> commit(exchange, repository, id);
    }
  }

  private void commit(HttpExchange exchange, String repository, String id) throws IOException {
    byte[] bytes = uploads.getOrDefault(id, new byte[0]);
    String digest = exchange.getRequestURI().getQuery().replaceFirst(".*digest=", "");
    boolean fits = digest.equals("sha256:" + Digest.of(bytes));
    if (fits) {
      held.add(repository + "@" + digest);
      sent.add(digest);
      blobs.put(digest, bytes);
    }
    say(
        exchange,
        fits ? 201 : 400,
        fits ? "" : "{\"errors\":[{\"code\":\"DIGEST_INVALID\",\"message\":\"other bytes\"}]}");
  }
}
