package dev.millwright.cli.replay;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// A replay of a running project.
///
/// @param graph the graph to ask; absent: the only one
public record ReplayOrder(
    DaemonClient daemon, ProjectLocation project, StateFolder state, Optional<Name> graph) {
  /// Plays from the data's present on.
  ///
  /// @param to absent: to the end of the source's rows
  /// @param told takes each step when it is done
  public ReplayReport play(
      Optional<Instant> to, Duration step, int perDay, Consumer<ReplayStep> told)
      throws IOException, SQLException, InterruptedException {
    Instant from = new DataPresent(daemon).now();
    StateLayout layout = new StateLayout(state.root());
    Path work = Files.createTempDirectory("replay");
    try (Tracking tracking = TrackingFile.of(state);
        Engine engine = Engine.open(work);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Source source = Source.of(live(tracking), graph);
      PastRequests past =
          new PastRequests(engine, source.query(layout), source.graph().request(), source.time());
      Instant end = to.or(() -> last(past)).orElse(from);
      Replay replay = new Replay(daemon, past, sender(http, source), perDay, told);
      Sent sent = replay.play(from, end, step);
      return ReplayReport.of(daemon, project, from, end, sent);
    } finally {
      Files.deleteIfExists(work);
    }
  }

  private Sender sender(HttpClient http, Source source) {
    String gateway = daemon.get("/status").path("gateway").path("url").asString();
    URI target = URI.create(gateway + "/" + source.graph().metadata().name());
    return new Sender(http, target, source.graph().response().getFirst().name());
  }

  private static Optional<Instant> last(PastRequests past) {
    try {
      return past.last();
    } catch (SQLException e) {
      throw new CommandFailure(ExitCode.FAILED, "the source cannot be read: " + e.getMessage(), "");
    }
  }

  private static Release live(Tracking tracking) {
    return tracking
        .pointers()
        .live()
        .flatMap(tracking.releases()::find)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.FAILED, "nothing is live yet", "wait for it: millwright up"));
  }
}
