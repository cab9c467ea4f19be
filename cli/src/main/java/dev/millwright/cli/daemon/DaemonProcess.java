package dev.millwright.cli.daemon;

import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Name;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/// The daemon as this process's only work.
public final class DaemonProcess {
  private DaemonProcess() {}

  /// Runs until the process is asked to end. Graphs and the gateway go on after it.
  public static int run(ProjectLocation project, Name environment, StateFolder state)
      throws IOException, InterruptedException {
    Daemon daemon = Daemon.start(project, environment, state);
    awaitEnd(() -> close(daemon));
    return ExitCode.OK.status();
  }

  /// Looks after a namespace of a cluster until the process is asked to end. What runs there goes
  /// on after it.
  public static int run(ClusterOrder order) throws IOException, InterruptedException {
    ClusterDaemon daemon = ClusterDaemon.start(order);
    awaitEnd(() -> close(daemon));
    return ExitCode.OK.status();
  }

  /// Looks after the projects of several namespaces until the process is asked to end. What runs
  /// there goes on after it.
  public static int run(SharedOrder order) throws InterruptedException {
    SharedDaemon daemon = SharedDaemon.start(order);
    awaitEnd(() -> close(daemon));
    return ExitCode.OK.status();
  }

  /// Runs until the process is asked to end, then ends everything that it started.
  public static int runForeground(
      ProjectLocation project, Name environment, StateFolder state, Console console)
      throws IOException, InterruptedException {
    Daemon daemon = Daemon.start(project, environment, state);
    console.say("Running in the foreground; " + daemon.file().url() + " tells. Ctrl-C stops all.");
    awaitEnd(
        () -> {
          close(daemon);
          new Shutdown(state).stop();
        });
    return ExitCode.OK.status();
  }

  /// The virtual machine ends when the hook returns.
  private static void awaitEnd(Runnable atEnd) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(atEnd, "shutdown"));
    new CountDownLatch(1).await();
  }

  private static void close(Closeable daemon) {
    try {
      daemon.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
