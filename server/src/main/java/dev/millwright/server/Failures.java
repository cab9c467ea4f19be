package dev.millwright.server;

import dev.millwright.server.api.Reply;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;

/// What went wrong on our side, told without its insides: those go to the daemon's log.
final class Failures implements ErrorHandler<Exception> {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  @Override
  public void handle(ServerRequest request, ServerResponse response, Exception failure) {
    Replies.harden(response);
    switch (failure) {
      case HttpException refused ->
          Replies.send(
              response,
              Reply.error(
                  refused.status().code(),
                  "refused",
                  String.valueOf(refused.status().reasonPhrase())));
      case RequestException refused ->
          Replies.send(response, Reply.error(400, "malformed_request", "not a request"));
      default -> {
        LOG.log(Level.ERROR, "failed: " + request.path().path(), failure);
        Replies.send(response, Reply.error(500, "failed", "the daemon failed; its log says why"));
      }
    }
  }
}
