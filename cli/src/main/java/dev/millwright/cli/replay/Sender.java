package dev.millwright.cli.replay;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Sends requests in their order, some side by side.
///
/// @param answer the response field whose mean is told
/// @param stopped asked before each request: whether it and those after it stay unsent
record Sender(HttpClient http, URI target, String answer, BooleanSupplier stopped) {
  static final int SIDE_BY_SIDE = 16;

  /// Returns when all that were sent are answered.
  Sent send(List<Map<String, Object>> requests) throws InterruptedException {
    Tally tally = new Tally();
    Semaphore places = new Semaphore(SIDE_BY_SIDE);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Map<String, Object> request : requests) {
        places.acquire();
        if (stopped.getAsBoolean()) {
          break;
        }
        senders.execute(
            () -> {
              send(request, tally);
              places.release();
            });
      }
    }
    return tally.sent();
  }

  /// What is not an answer is a failed request, whatever it is.
  private void send(Map<String, Object> request, Tally tally) {
    String body = Json.write(request);
    try {
      tally.answered(read(ask(body)));
    } catch (IOException | JacksonException e) {
      tally.failed(e.getMessage() + " for " + body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tally.failed("interrupted");
    }
  }

  private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private OptionalDouble read(HttpResponse<String> answered) throws IOException {
    if (answered.statusCode() != 200) {
      throw new IOException(answered.statusCode() + complaint(answered.body()));
    }
    JsonNode value = Json.mapper().readTree(answered.body()).path(answer);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }

  /// A graph says what is wrong in JSON; what stands between may say anything.
  private static String complaint(String body) {
    try {
      String message = Json.mapper().readTree(body).path("error").path("message").asString("");
      return message.isEmpty() ? "" : " " + message;
    } catch (JacksonException e) {
      return "";
    }
  }
}
