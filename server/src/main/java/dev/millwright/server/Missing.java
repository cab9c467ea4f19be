package dev.millwright.server;

import dev.millwright.server.api.Reply;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// What no route answers.
final class Missing implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String asked = request.prologue().method() + " " + request.path().path();
    Replies.send(
        response,
        Reply.error(
            404, "not_found", "nothing answers " + asked + "; /openapi.yaml tells what does"));
  }
}
