package dev.millwright.cli.replay;

import dev.millwright.cli.client.DaemonClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Plays a stretch of history step by step: the data's present moves to a step's end, then come the
/// step's requests in their order. A request is answered as of its own time: what became known
/// later within the step does not exist for it. Monitors look at the requests with the next step.
///
/// @param perDay how many requests a day at most
/// @param told takes each step when it is done
record Replay(
    DaemonClient daemon, PastRequests past, Sender sender, int perDay, Consumer<ReplayStep> told) {
  /// Plays `[from, to)` and answers what came of all requests.
  Sent play(Instant from, Instant to, Duration step) throws SQLException, InterruptedException {
    Sent all = Sent.NOTHING;
    Instant begin = from;
    while (begin.isBefore(to)) {
      Instant end = begin.plus(step).isBefore(to) ? begin.plus(step) : to;
      int most = (int) Math.max(1, perDay * Duration.between(begin, end).toHours() / 24);
      new DataPresent(daemon).moveTo(end);
      Sent sent = sender.send(past.between(begin, end, most));
      all = all.plus(sent);
      told.accept(new ReplayStep(begin, end, sent, verdicts()));
      begin = end;
    }
    return all;
  }

  private String verdicts() {
    return StreamSupport.stream(daemon.get("/components").path("components").spliterator(), false)
        .map(component -> component.path("address").asString())
        .filter(address -> address.startsWith("Monitor/"))
        .map(address -> address.substring("Monitor/".length()))
        .map(this::verdict)
        .collect(Collectors.joining("; "));
  }

  private String verdict(String monitor) {
    JsonNode newest =
        daemon.get("/monitors/" + monitor + "/windows?limit=1").path("windows").path(0);
    if (newest.isMissingNode()) {
      return monitor + ": no window yet";
    }
    JsonNode verdict = newest.path("verdict");
    String drifted =
        StreamSupport.stream(verdict.path("features").spliterator(), false)
            .filter(feature -> feature.path("drifted").asBoolean())
            .map(Replay::words)
            .collect(Collectors.joining(", "));
    return monitor
        + ": "
        + verdict.path("verdict").asString().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
        + (drifted.isEmpty() ? "" : " (" + drifted + ")");
  }

  private static String words(JsonNode feature) {
    return "%s %s %.2f > %.2f"
        .formatted(
            feature.path("feature").asString(),
            feature.path("method").asString().toLowerCase(java.util.Locale.ROOT),
            feature.path("value").asDouble(),
            feature.path("threshold").asDouble());
  }
}
