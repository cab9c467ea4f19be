package dev.millwright.cli.replay;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.project.ProjectLocation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.lib.Repository;
import tools.jackson.databind.JsonNode;

/// What a replay came to.
///
/// @param alerts a sentence each
/// @param proposals branches with proposed commits
public record ReplayReport(
    Instant from, Instant to, Sent sent, List<String> alerts, List<String> proposals) {
  private static final String BRANCHES = "refs/heads/millwright/";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_AGAIN = Duration.ofMillis(200).toNanos();

  /// Waits for what the last step has started, and looks.
  static ReplayReport of(
      DaemonClient daemon, ProjectLocation project, Instant from, Instant to, Sent sent)
      throws IOException {
    daemon.post("/flush", Map.of());
    awaitRuns(daemon);
    List<String> alerts =
        items(daemon, "/alerts", "alerts")
            .map(
                alert ->
                    "%s  %s %s: %s"
                        .formatted(
                            alert.path("dataAt").asString(),
                            alert.path("name").asString(),
                            alert.path("state").asString().toLowerCase(java.util.Locale.ROOT),
                            alert.path("sentence").asString()))
            .toList();
    return new ReplayReport(from, to, sent, alerts, branches(project));
  }

  /// A step as a line.
  public static String line(ReplayStep step) {
    return "%s to %s  %5d requests, %d failed, mean answer %.3f  %s"
        .formatted(
            date(step.from()),
            date(step.to()),
            step.sent().requests(),
            step.sent().failed(),
            step.sent().mean(),
            step.verdicts());
  }

  /// All of it, for people.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s to %s: %d requests, %d failed, mean answer %.3f"
            .formatted(date(from), date(to), sent.requests(), sent.failed(), sent.mean()));
    alerts.forEach(alert -> lines.add("alert     " + alert));
    proposals.forEach(
        branch -> lines.add("proposed  " + branch + "   look at it: git log -1 " + branch));
    return lines;
  }

  /// A run that an alert has started is part of what happened.
  private static void awaitRuns(DaemonClient daemon) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (items(daemon, "/runs", "runs").anyMatch(run -> !run.has("ended"))
        && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  private static Stream<JsonNode> items(DaemonClient daemon, String path, String name) {
    return StreamSupport.stream(daemon.get(path).path(name).spliterator(), false);
  }

  private static List<String> branches(ProjectLocation project) throws IOException {
    try (Repository repository = project.open()) {
      return repository.getRefDatabase().getRefsByPrefix(BRANCHES).stream()
          .map(ref -> Repository.shortenRefName(ref.getName()))
          .toList();
    }
  }

  private static String date(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
