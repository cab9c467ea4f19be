package dev.millwright.server;

import dev.millwright.server.api.Reply;
import dev.millwright.server.metrics.Metrics;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// What Prometheus asks for.
record Scrape(Metrics metrics) implements Handler {
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Replies.send(response, text(metrics.scrape()));
  }

  static Reply text(String scraped) {
    return new Reply(200, TEXT_FORMAT, scraped);
  }
}
