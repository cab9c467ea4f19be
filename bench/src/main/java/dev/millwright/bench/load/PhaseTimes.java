package dev.millwright.bench.load;

import dev.millwright.spec.json.Json;
import dev.millwright.tracking.Phase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Follows the newest rollout through the daemon's API, and notes when each phase was first seen.
final class PhaseTimes {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final HttpClient http;
  private final String api;
  private final List<Seen> seen = new ArrayList<>();

  /// @param nanos when, on the system's timer
  record Seen(Phase phase, long nanos) {}

  /// @param api the API's base URL
  PhaseTimes(HttpClient http, String api) {
    this.http = http;
    this.api = api;
  }

  /// The id of the newest rollout.
  String newest() throws IOException, InterruptedException {
    return get("/rollouts?limit=1").path("rollouts").path(0).path("id").asString();
  }

  /// Waits until a rollout newer than this one has ended, and answers how.
  ///
  /// @throws IllegalStateException when it does not end in time
  Phase follow(String older) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode rollout = get("/rollouts?limit=1").path("rollouts").path(0);
      if (!rollout.path("id").asString().equals(older)) {
        Phase phase = phase(rollout);
        if (seen.isEmpty() || seen.getLast().phase() != phase) {
          seen.add(new Seen(phase, System.nanoTime()));
        }
        if (phase.isEnd()) {
          return phase;
        }
      }
      Thread.sleep(PAUSE);
    }
    throw new IllegalStateException("no rollout has ended in " + PATIENCE + "; seen: " + seen);
  }

  /// The phases in the order in which they were seen.
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /// The steps of a rollout, as the API tells them.
  JsonNode steps(String rollout) throws IOException, InterruptedException {
    return get("/rollouts/" + rollout).path("steps");
  }

  private static Phase phase(JsonNode rollout) {
    return Phase.valueOf(rollout.path("phase").asString().toUpperCase(Locale.ROOT));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path)).timeout(Duration.ofSeconds(30)).build();
    return Json.mapper().readTree(http.send(request, BodyHandlers.ofString()).body());
  }
}
