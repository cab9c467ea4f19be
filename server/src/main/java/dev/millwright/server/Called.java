package dev.millwright.server;

import dev.millwright.server.api.Reply;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.server.webhook.Webhook;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;

/// What a forge calls. Who does not know the secret learns nothing, and is counted.
record Called(Webhook webhook, Metrics metrics) implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    boolean isTaken = isFromOne(request);
    metrics.called(isTaken);
    if (isTaken) {
      webhook.look();
      Replies.send(response, new Reply(202, "application/json", "{}"));
    } else {
      Replies.send(
          response, Reply.error(401, "no_signature", "this call is not signed by the secret"));
    }
  }

  private boolean isFromOne(ServerRequest request) throws IOException {
    try (InputStream body =
        request.content().hasEntity()
            ? request.content().inputStream()
            : InputStream.nullInputStream()) {
      return webhook.isFromOne(
          name -> request.headers().first(HeaderNames.create(name)).orElse(""), body);
    }
  }
}
