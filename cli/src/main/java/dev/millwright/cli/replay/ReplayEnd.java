package dev.millwright.cli.replay;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.project.ProjectLocation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.lib.Repository;
import tools.jackson.databind.JsonNode;

/// What a replay leaves behind.
record ReplayEnd(DaemonClient daemon, ProjectLocation project) {
  private static final String BRANCHES = "refs/heads/millwright/";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_AGAIN = Duration.ofMillis(200).toNanos();

  /// Waits for what the last step has started, and looks; one that was stopped does not wait.
  ReplayReport report(Played played, Stop stop) throws IOException {
    if (!stop.isWanted()) {
      new DataPresent(daemon).closeWindows();
      awaitRuns(stop);
    }
    List<String> alerts = items("/alerts", "alerts").map(ReplayEnd::sentence).toList();
    return new ReplayReport(
        played, stop.isWanted(), new Verdicts(daemon).sentences(), alerts, branches());
  }

  /// A run that an alert has started is part of what happened.
  private void awaitRuns(Stop stop) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (items("/runs", "runs").anyMatch(run -> !run.has("ended"))
        && !stop.isWanted()
        && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  private static String sentence(JsonNode alert) {
    return "%s  %s %s: %s"
        .formatted(
            alert.path("dataAt").asString(),
            alert.path("name").asString(),
            alert.path("state").asString().toLowerCase(Locale.ROOT),
            alert.path("sentence").asString());
  }

  private Stream<JsonNode> items(String path, String name) {
    return StreamSupport.stream(daemon.get(path).path(name).spliterator(), false);
  }

  private List<String> branches() throws IOException {
    try (Repository repository = project.open()) {
      return repository.getRefDatabase().getRefsByPrefix(BRANCHES).stream()
          .map(ref -> Repository.shortenRefName(ref.getName()))
          .toList();
    }
  }
}
