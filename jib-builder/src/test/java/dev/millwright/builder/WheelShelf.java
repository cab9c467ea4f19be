package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A server of wheels in memory that writes down what it is asked.
final class WheelShelf implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Deque<Integer> refusals = new ArrayDeque<>();
  private volatile Optional<String> asked = Optional.empty();
  private volatile Optional<WheelShelf> moved = Optional.empty();

  WheelShelf() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Puts in a wheel of `name==1.0`, and says how a lock pins it.
  LockedDistribution put(String name, Map<String, String> content) throws IOException {
    String info = name + "-1.0.dist-info/";
    Map<String, String> whole = new TreeMap<>(content);
    whole.put(info + "WHEEL", "Wheel-Version: 1.0\n");
    whole.put(info + "METADATA", "Name: " + name + "\nVersion: 1.0\n");
    return putZip(name, whole);
  }

  LockedDistribution putZip(String name, Map<String, String> content) throws IOException {
    byte[] wheel = zip(content);
    String file = "/files/" + name + "-1.0-py3-none-any.whl";
    files.put(file, wheel);
    return LockedDistribution.of(name + "==1.0", List.of(Digest.of(wheel)))
        .from("http://localhost:" + server.getAddress().getPort() + file, Digest.of(wheel));
  }

  /// The next requests are answered so.
  void refuse(Integer... statuses) {
    refusals.addAll(List.of(statuses));
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  /// Whoever comes without this login is sent away.
  void ask(String login) {
    asked = Optional.of("Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  /// Leads everybody to the same path elsewhere.
  void move(WheelShelf elsewhere) {
    moved = Optional.of(elsewhere);
  }

  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /// What was said in `Authorization`, a request; empty for nothing.
  List<String> said() {
    return List.copyOf(said);
  }

  private boolean isSentAway(HttpExchange exchange) throws IOException {
    String login =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    said.add(login);
    boolean isUnknown = asked.isPresent() && !login.equals(asked.get());
    if (isUnknown) {
      exchange.sendResponseHeaders(401, -1);
    } else if (moved.isPresent()) {
      String to = "http://" + moved.get().host() + exchange.getRequestURI().getPath();
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(302, -1);
    }
    return isUnknown || moved.isPresent();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      if (isSentAway(exchange)) {
        return;
      }
      byte[] file = files.get(path);
      Integer refusal = refusals.poll();
      if (refusal != null || file == null) {
        exchange.sendResponseHeaders(refusal == null ? 404 : refusal, -1);
      } else {
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file);
      }
    }
  }

  private static byte[] zip(Map<String, String> content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var text : new TreeMap<>(content).entrySet()) {
        ZipEntry entry = new ZipEntry(text.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(text.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
