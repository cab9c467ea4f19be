package dev.millwright.server;

import dev.millwright.server.api.Reply;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/// Sends replies.
final class Replies {
  /// Nothing but what this server sends itself; no frame around it, no script in it.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final HeaderName CONTENT_SECURITY_POLICY =
      HeaderNames.create("Content-Security-Policy");
  private static final HeaderName CONTENT_TYPE_OPTIONS =
      HeaderNames.create("X-Content-Type-Options");
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
  private static final HeaderName RESOURCE_POLICY =
      HeaderNames.create("Cross-Origin-Resource-Policy");

  private Replies() {}

  static void harden(ServerResponse response) {
    response.header(CONTENT_SECURITY_POLICY, POLICY);
    response.header(CONTENT_TYPE_OPTIONS, "nosniff");
    response.header(REFERRER_POLICY, "no-referrer");
    response.header(RESOURCE_POLICY, "same-origin");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
  }

  static void send(ServerResponse response, Reply reply) {
    response
        .status(Status.create(reply.status()))
        .header(HeaderNames.CONTENT_TYPE, reply.type())
        .send(reply.body());
  }
}
