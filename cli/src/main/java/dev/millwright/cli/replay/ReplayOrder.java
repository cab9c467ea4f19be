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
  /// Plays as far as it is not stopped.
  ///
  /// @param told takes each step when it is done
  /// @throws CommandFailure when the stretch begins before the data's present
  public ReplayReport play(
      Stretch stretch, Duration step, int perDay, Consumer<ReplayStep> told, Stop stop)
      throws IOException, SQLException, InterruptedException {
    DataPresent present = new DataPresent(daemon);
    Instant from = stretch.begin(present.now());
    Path work = Files.createTempDirectory("replay");
    try (Tracking tracking = TrackingFile.of(state);
        Engine engine = Engine.open(work);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Source source = Source.of(live(tracking), graph);
      PastRequests past = past(engine, source);
      Sender sender = sender(http, source, stop);
      Verdicts verdicts = new Verdicts(daemon);
      Instant to = stretch.to().or(() -> end(past)).orElse(from);
      Played played =
          new Replay(present, verdicts, past, sender, perDay, told, stop).play(from, to, step);
      return new ReplayEnd(daemon, project).report(played, stop);
    } finally {
      Files.deleteIfExists(work);
    }
  }

  private PastRequests past(Engine engine, Source source) throws IOException {
    return new PastRequests(
        engine,
        source.query(new StateLayout(state.root())),
        source.graph().request(),
        source.time());
  }

  private Sender sender(HttpClient http, Source source, Stop stop) {
    String gateway = daemon.get("/status").path("gateway").path("url").asString();
    URI target = URI.create(gateway + "/" + source.graph().metadata().name());
    String answer = source.graph().response().getFirst().name();
    return new Sender(http, target, answer, stop::isWanted);
  }

  private static Optional<Instant> end(PastRequests past) {
    try {
      return past.end();
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
