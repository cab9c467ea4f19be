package dev.millwright.cli.project;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.tracking.Tracking;

/// A project's tracking store for reading, whether or not the daemon runs.
public final class TrackingFile {
  private TrackingFile() {}

  /// Opens it; the caller closes it.
  ///
  /// @throws CommandFailure when nothing was ever recorded
  public static Tracking of(StateFolder state) {
    return Tracking.read(state.root().resolve("tracking.db"))
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.FAILED,
                    "nothing is recorded for this project yet",
                    "start it: millwright up"));
  }
}
