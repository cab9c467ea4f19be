package dev.millwright.reconciler.forge;

import dev.millwright.spec.json.Json;
import dev.millwright.tracking.CommitStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;

/// Calls to a forge. Redirections are not followed: the token is for this address.
final class ForgeCalls implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_SECONDS = 3_600;

  private final Forge forge;
  private final String context;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(PATIENCE).build();

  ForgeCalls(Forge forge, String context) {
    this.forge = forge;
    this.context = context;
  }

  void post(CommitStatus status) throws IOException, InterruptedException {
    String body = Json.write(forge.body(status, context));
    var _ =
        answer(
            request(forge.post(status.revision()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
  }

  /// Whether the forge has a status already.
  boolean has(CommitStatus status) throws IOException, InterruptedException {
    String listed = answer(request(forge.list(status.revision(), context)).GET());
    try {
      return forge.has(Json.mapper().readTree(listed), status, context);
    } catch (JacksonException e) {
      throw new ForgeFailure(forge + " does not answer in JSON");
    }
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    forge.headers().forEach(request::header);
    return request;
  }

  private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    String message = "%s answers with status %d".formatted(forge, answer.statusCode());
    String pause = answer.headers().firstValue("Retry-After").orElse("");
    throw pause.matches("\\d{1,6}")
        ? new ForgeFailure.Busy(
            message, Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(pause))))
        : new ForgeFailure(message);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
