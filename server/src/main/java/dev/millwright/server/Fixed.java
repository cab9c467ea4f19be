package dev.millwright.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.server.api.Reply;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// A file that comes with the server.
record Fixed(Reply content) implements Handler {
  /// All of them, by path.
  static Map<String, Fixed> all() {
    return Map.of(
        "/openapi.yaml", of("openapi.yaml", "application/yaml"),
        "/style.css", of("style.css", "text/css; charset=utf-8"),
        "/live.js", of("live.js", "text/javascript; charset=utf-8"));
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Replies.send(response, content);
  }

  private static Fixed of(String resource, String type) {
    try (InputStream in = Fixed.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the server's jar lacks " + resource);
      }
      return new Fixed(new Reply(200, type, new String(in.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
