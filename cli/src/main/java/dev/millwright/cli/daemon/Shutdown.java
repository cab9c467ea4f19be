package dev.millwright.cli.daemon;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.client.DaemonFile;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.reconciler.platform.local.LocalPlatform;
import dev.millwright.reconciler.state.StateLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Ends all that runs for a project: the daemon first, since it would start the others anew.
///
/// @param state the project's state folder
public record Shutdown(StateFolder state) {
  private static final long GRACE_SECONDS = 20;

  /// Ends everything; when it returns nothing runs.
  ///
  /// @return whether a daemon ran
  public boolean stop() {
    Optional<ProcessHandle> daemon =
        DaemonClient.file(state)
            .filter(DaemonFile::isAlive)
            .map(DaemonFile::pid)
            .filter(pid -> pid != ProcessHandle.current().pid())
            .flatMap(ProcessHandle::of);
    daemon.ifPresent(Shutdown::end);
    new LocalPlatform(new StateLayout(state.root())).stopAll();
    delete(state.daemonFile());
    return daemon.isPresent();
  }

  /// Removes the state folder.
  ///
  /// @throws CommandFailure when it is none of Millwright's
  public void forget() {
    if (!Files.exists(state.root())) {
      return;
    }
    if (!Files.exists(state.lock())) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          state.root() + " is not a state folder of Millwright's; nothing was removed",
          "look at what MILLWRIGHT_STATE says");
    }
    try (Stream<Path> files = Files.walk(state.root())) {
      files.sorted(Comparator.reverseOrder()).forEach(Shutdown::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
