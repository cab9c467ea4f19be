package dev.millwright.serving.process;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Asks a process that has just started until it answers quickly: its code compiled, its stores and
/// models read. The first answer is a probe as well: a graph that fails on a request that it should
/// answer never becomes ready.
///
/// @param token marks these requests, so that they are neither recorded nor measured
public record WarmUp(int port, String graph, String token) {
  static final HeaderName MARK = HeaderNames.create("Millwright-Warm-Up");
  private static final int MOST = 1_500;
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /// Sends a request again and again, to one of the releases that are bound.
  ///
  /// @throws IllegalStateException when the graph fails on it
  public void run(Digest release, Map<String, Object> example)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = request(release, Json.write(example));
      probe(http.send(request, BodyHandlers.ofString()));
      for (int i = 1; i < MOST && System.nanoTime() < end; i++) {
        http.send(request, BodyHandlers.discarding());
      }
    }
  }

  /// Sends a request once. What an author's code makes of made-up values proves nothing, and it may
  /// do more than answer; only the log is told.
  public void ask(Digest release, Map<String, Object> example)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          http.send(request(release, Json.write(example)), BodyHandlers.ofString());
      if (answer.statusCode() >= 500) {
        System.getLogger(WarmUp.class.getName())
            .log(
                System.Logger.Level.INFO,
                "made-up values were answered {0}: {1}",
                answer.statusCode(),
                answer.body());
      }
    }
  }

  private HttpRequest request(Digest release, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + graph))
        .header(MARK.defaultCase(), token)
        .header(Predictions.RELEASE.defaultCase(), release.hex())
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /// 504 is the slowness that this is here to end; a refusal is the example's fault.
  private static void probe(HttpResponse<String> answer) {
    if (answer.statusCode() >= 500 && answer.statusCode() != 504) {
      throw new IllegalStateException(
          "the probe request was answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
