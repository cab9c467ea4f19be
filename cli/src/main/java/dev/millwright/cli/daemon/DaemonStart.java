package dev.millwright.cli.daemon;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Name;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Starts the daemon of a project in the background, in a session of its own, so that it outlives
/// the terminal.
public record DaemonStart(ProjectLocation project, Name environment, StateFolder state) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_AGAIN_NANOS = 20_000_000L;

  /// Starts the daemon, unless one runs, and returns when it answers.
  ///
  /// @throws CommandFailure when it ends or does not answer in time
  public DaemonClient ensure() throws IOException {
    Optional<DaemonClient> running = DaemonClient.find(state);
    return running.isPresent() ? running.get() : await(start());
  }

  private Process start() throws IOException {
    Files.createDirectories(state.root());
    return new ProcessBuilder(command())
        .directory(project.folder().toFile())
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(Redirect.appendTo(state.daemonLog().toFile()))
        .redirectErrorStream(true)
        .start();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(detached());
    command.addAll(JavaCommand.ofThisProcess().line("dev.millwright.cli.Main"));
    command.addAll(List.of("daemon", "-C", project.folder().toString(), "-e", environment.text()));
    return command;
  }

  /// A session of its own where the system has the tool for it; else only the ignored hang-up.
  private static List<String> detached() {
    return Files.isExecutable(Path.of("/usr/bin/setsid"))
        ? List.of("/usr/bin/setsid")
        : List.of("nohup");
  }

  private DaemonClient await(Process process) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      Optional<DaemonClient> client = DaemonClient.find(state);
      if (client.isPresent()) {
        return client.get();
      }
      if (!process.isAlive() && process.exitValue() != 0) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "the daemon ended with status " + process.exitValue() + ": " + lastLine(),
            "see it all: millwright logs daemon");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    throw new CommandFailure(
        ExitCode.FAILED,
        "the daemon does not answer after " + PATIENCE.toSeconds() + " s",
        "see why: millwright logs daemon");
  }

  private String lastLine() throws IOException {
    return Files.readString(state.daemonLog())
        .lines()
        .filter(line -> !line.isBlank())
        .reduce("", (_, line) -> line);
  }
}
