package dev.millwright.cli.replay;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/// Sends requests in their order, some side by side.
///
/// @param answer the response field whose mean is told
record Sender(HttpClient http, URI target, String answer) {
  private static final int SIDE_BY_SIDE = 16;

  /// Returns when all are answered.
  Sent send(List<Map<String, Object>> requests) throws InterruptedException {
    LongAdder failed = new LongAdder();
    DoubleAdder sum = new DoubleAdder();
    AtomicReference<String> complaint = new AtomicReference<>("");
    Semaphore places = new Semaphore(SIDE_BY_SIDE);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Map<String, Object> request : requests) {
        places.acquire();
        senders.execute(
            () -> {
              try {
                sum.add(ask(request));
              } catch (IOException e) {
                failed.increment();
                complaint.set(String.valueOf(e.getMessage()));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                places.release();
              }
            });
      }
    }
    return new Sent(requests.size(), failed.sum(), sum.sum(), complaint.get());
  }

  private double ask(Map<String, Object> request) throws IOException, InterruptedException {
    var answered =
        http.send(
            HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(request)))
                .build(),
            BodyHandlers.ofString());
    JsonNode body = Json.mapper().readTree(answered.body());
    if (answered.statusCode() != 200) {
      throw new IOException(
          answered.statusCode()
              + " "
              + body.path("error").path("message").asString("")
              + " for "
              + Json.write(request));
    }
    return body.path(answer).asDouble();
  }
}
