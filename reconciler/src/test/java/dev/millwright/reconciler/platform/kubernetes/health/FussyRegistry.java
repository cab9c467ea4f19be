package dev.millwright.reconciler.platform.kubernetes.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A registry that gives nothing out: below `private` it asks who wants to know, and what is below
/// `foreign` it has for another processor only.
final class FussyRegistry implements AutoCloseable {
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final HttpServer server;

  FussyRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/private/", FussyRegistry::deny);
    server.createContext("/v2/foreign/", FussyRegistry::index);
    server.start();
  }

  /// Such as `127.0.0.1:43210`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private static void deny(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"fussy\"");
    exchange.sendResponseHeaders(401, -1);
    exchange.close();
  }

  private static void index(HttpExchange exchange) throws IOException {
    byte[] index =
        """
        {"schemaVersion": 2, "mediaType": "%s", "manifests": [
          {"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 500,
           "digest": "sha256:%s", "platform": {"os": "linux", "architecture": "s390x"}}]}
        """
            .formatted(INDEX, "a".repeat(64))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", INDEX);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    if (isHead) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(index.length));
    }
    exchange.sendResponseHeaders(200, isHead ? -1 : index.length);
    if (!isHead) {
      exchange.getResponseBody().write(index);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
