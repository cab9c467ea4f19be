package dev.millwright.server;

import dev.millwright.server.api.Reply;
import dev.millwright.server.page.Pages;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// The page.
record PageHandler(Pages pages) implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Replies.send(response, new Reply(200, "text/html; charset=utf-8", pages.overview()));
  }
}
