package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.daemon.DaemonStart;
import dev.millwright.cli.follow.Outcome;
import dev.millwright.cli.follow.RolloutFollower;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.cli.report.LiveSummary;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Has the local platform run the commit that is checked out, and waits for its end.
///
/// @param most how long to wait
record Ascent(Console console, Output output, Duration most) {
  /// @param revision a commit that compiles
  /// @return the exit status
  /// @throws CommandFailure when the commit is refused, returned, overtaken or has to wait
  int to(
      String revision, ProjectLocation location, Name environment, StateFolder state, Instant began)
      throws IOException, InterruptedException {
    DaemonClient daemon = new DaemonStart(location, environment, state).ensure();
    daemon.post("/reconcile", Map.of());
    try (Tracking tracking = TrackingFile.of(state)) {
      Outcome outcome =
          new RolloutFollower(tracking, console)
              .follow(revision, began, most, () -> daemon.daemon().isAlive());
      return switch (outcome) {
        case Outcome.Live live ->
            new LiveSummary(console, output, tracking, daemon, location).print(live, began);
        case Outcome.Refused(var diagnostics) ->
            fail(
                ExitCode.WRONG_INPUT,
                "the commit was refused; what is live stays" + sentences(diagnostics),
                "millwright plan tells more");
        case Outcome.Returned(var _, var cause) ->
            fail(
                ExitCode.FAILED,
                "returned to the last good release: " + cause,
                "commit a correction; millwright why tells more");
        case Outcome.Suspended(var sentence) ->
            fail(ExitCode.FAILED, sentence, "take `suspend` out of the environment and commit");
        case Outcome.Overtaken() ->
            fail(ExitCode.FAILED, "a newer commit took its place", "millwright status");
      };
    }
  }

  private static String sentences(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(it -> it.severity() == Severity.ERROR)
        .map(it -> "\n  " + it.rule().id() + " " + it.span() + ": " + it.message())
        .collect(Collectors.joining());
  }

  private static int fail(ExitCode code, String message, String hint) {
    throw new CommandFailure(code, message, hint);
  }
}
