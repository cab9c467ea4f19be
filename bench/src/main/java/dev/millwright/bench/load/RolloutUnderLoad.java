package dev.millwright.bench.load;

import dev.millwright.bench.Line;
import dev.millwright.tracking.Phase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// From `git commit` to all traffic on the new release, phase by phase, while requests come at a
/// fixed rate: a window is added to a feature set and selected, so that a backfill, a training, a
/// judgement and a new graph follow. Argument: requests a second.
public final class RolloutUnderLoad {
  private static final Duration BEFORE = Duration.ofSeconds(5);
  private static final Duration AFTER = Duration.ofSeconds(2);
  private static final String REQUEST =
      """
      {"origin": "SEA", "destination": "LAX", "scheduled": "2001-03-31T18:00:00Z", "distance": 954}""";

  private final int perSecond;
  private final Map<String, Long> lastAnswer = new ConcurrentHashMap<>();
  private final Map<String, Long> firstAnswer = new ConcurrentHashMap<>();

  private RolloutUnderLoad(int perSecond) {
    this.perSecond = perSecond;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Flights flights = Flights.create();
        HttpClient http = SteadyRate.client()) {
      JsonNode up = flights.up();
      Line.of("first `up`", Line.time(System.nanoTime() - began)).print();
      new RolloutUnderLoad(Integer.parseInt(arguments[0])).measure(flights, up, http);
    }
  }

  private void measure(Flights flights, JsonNode up, HttpClient http)
      throws IOException, InterruptedException {
    PhaseTimes phases = new PhaseTimes(http, up.path("dashboard").asString() + "/api/v1");
    String before = phases.newest();
    HttpRequest request =
        SteadyRate.post(up.path("gateway").asString() + "/predict-delay", REQUEST).build();
    try (SteadyRate load = SteadyRate.start(http, request, perSecond, this::answered)) {
      Thread.sleep(BEFORE);
      flights.addWindow();
      long committed = System.nanoTime();
      flights.commit("Look three hours back");
      Phase end = phases.follow(before);
      Thread.sleep(AFTER);
      SteadyRate.Outcome outcome = load.stop();
      steps(phases);
      if (end != Phase.DONE) {
        throw new IllegalStateException("the rollout ended as " + end);
      }
      phases(phases.seen(), committed);
      traffic(up.path("release").asString(), committed);
      answers(outcome);
    }
  }

  private void answered(HttpResponse<String> answer) {
    answer
        .headers()
        .firstValue("Millwright-Release")
        .ifPresent(
            release -> {
              long now = System.nanoTime();
              firstAnswer.putIfAbsent(release, now);
              lastAnswer.merge(release, now, Math::max);
            });
  }

  /// Each phase lasts until the next one is seen.
  private static void phases(List<PhaseTimes.Seen> seen, long committed) {
    Line.of("rollout: seen", Line.time(seen.getFirst().nanos() - committed)).print();
    for (int i = 0; i + 1 < seen.size(); i++) {
      long nanos = seen.get(i + 1).nanos() - seen.get(i).nanos();
      Line.of("rollout: " + seen.get(i).phase().word(), Line.time(nanos)).print();
    }
  }

  /// All traffic is on the new release when the old one has answered for the last time.
  private void traffic(String old, long committed) {
    long last = lastAnswer.getOrDefault(old, committed);
    long first =
        firstAnswer.entrySet().stream()
            .filter(release -> !release.getKey().equals(old))
            .mapToLong(Map.Entry::getValue)
            .min()
            .orElseThrow(() -> new IllegalStateException("the new release never answered"));
    Line.of("commit → first new answer", Line.time(first - committed)).print();
    Line.of("commit → all traffic", Line.time(last - committed)).print();
  }

  private void answers(SteadyRate.Outcome outcome) {
    String failed = outcome.failed() + " of " + outcome.sent() + " failed";
    Line.of(
            "answers at " + perSecond + "/s meanwhile",
            Line.time(outcome.times().getValueAtPercentile(50)))
        .slow(Line.time(outcome.times().getValueAtPercentile(99)))
        .aim(failed + (outcome.failed() == 0 ? "" : " " + outcome.failures()) + "; aim 0")
        .print();
  }

  /// Not part of the table: what each step of the newest rollout took.
  private static void steps(PhaseTimes phases) throws IOException, InterruptedException {
    for (JsonNode step : phases.steps(phases.newest())) {
      if (step.hasNonNull("began") && step.hasNonNull("ended")) {
        Instant began = Instant.parse(step.path("began").asString());
        Instant ended = Instant.parse(step.path("ended").asString());
        String took = Line.time(Duration.between(began, ended).toNanos());
        System.out.println("  " + step.path("id").asString() + "   " + took);
      }
    }
  }
}
