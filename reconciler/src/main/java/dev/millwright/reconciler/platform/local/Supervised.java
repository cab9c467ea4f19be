package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.PlatformFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A server process that is meant to run: started anew when it dies, waiting longer each time.
final class Supervised {
  private static final System.Logger LOG = System.getLogger(Supervised.class.getName());
  private static final Duration READY = Duration.ofSeconds(60);
  private static final int LONGEST_WAIT_EXPONENT = 7;

  private final Child child;
  private final Supplier<List<String>> command;
  private final ScheduledExecutorService clock;
  private final Runnable moved;
  private boolean wanted;
  private int restarts;

  /// @param moved told whenever the process answers somewhere else than before
  Supervised(
      Child child, Supplier<List<String>> command, ScheduledExecutorService clock, Runnable moved) {
    this.child = child;
    this.command = command;
    this.clock = clock;
    this.moved = moved;
  }

  /// Has the process run and be ready: the one that is there, or a new one.
  synchronized int ensure(Duration within) throws PlatformFailure, InterruptedException {
    wanted = true;
    Optional<ProcessHandle> running = child.alive();
    ProcessHandle process =
        running.isPresent()
            ? running.get()
            : child.start(command.get(), UUID.randomUUID().toString());
    int port = child.awaitReady(process, within);
    var _ = process.onExit().thenRun(() -> died(process));
    return port;
  }

  /// Ends the process for good.
  synchronized void stop() {
    wanted = false;
    child.stop();
  }

  /// Lets the process go on without being looked after.
  synchronized void release() {
    wanted = false;
  }

  Child child() {
    return child;
  }

  synchronized int restarts() {
    return restarts;
  }

  private synchronized void died(ProcessHandle process) {
    if (wanted && child.alive().filter(process::equals).isEmpty()) {
      restarts++;
      long wait = 100L << Math.min(LONGEST_WAIT_EXPONENT, restarts - 1);
      var _ = clock.schedule(this::restart, restarts == 1 ? 0 : wait, TimeUnit.MILLISECONDS);
    }
  }

  private void restart() {
    try {
      synchronized (this) {
        if (!wanted || child.alive().isPresent()) {
          return;
        }
        ensure(READY);
      }
      moved.run();
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.WARNING, "restart failed in " + child.folder(), e);
      again();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void again() {
    restarts++;
    if (wanted) {
      var _ =
          clock.schedule(
              this::restart,
              100L << Math.min(LONGEST_WAIT_EXPONENT, restarts),
              TimeUnit.MILLISECONDS);
    }
  }
}
