package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.Admin;
import dev.millwright.reconciler.platform.PlatformFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A server process that is meant to run: started anew when it dies, waiting longer each time.
final class Supervised {
  private static final System.Logger LOG = System.getLogger(Supervised.class.getName());
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration DYING = Duration.ofSeconds(1);
  private static final int LONGEST_WAIT_EXPONENT = 7;

  private final Child child;
  private final Supplier<List<String>> command;
  private final Variables variables;
  private final ScheduledExecutorService clock;
  private final Runnable moved;
  private Optional<ProcessHandle> watched = Optional.empty();
  private boolean wanted;
  private int restarts;

  /// What a process finds in its environment; looked up each time one is started.
  @FunctionalInterface
  interface Variables {
    /// @throws PlatformFailure when something is not there
    Map<String, String> look() throws PlatformFailure;
  }

  /// @param moved told whenever the process answers somewhere else than before
  Supervised(
      Child child,
      Supplier<List<String>> command,
      Variables variables,
      ScheduledExecutorService clock,
      Runnable moved) {
    this.child = child;
    this.command = command;
    this.variables = variables;
    this.clock = clock;
    this.moved = moved;
  }

  /// Has the process run and be ready: the one that is there, or a new one. From now on it is
  /// started anew when it dies.
  ///
  /// @throws PlatformFailure when it ends before it is ready, or is not ready in time
  synchronized int ensure(Duration within) throws PlatformFailure, InterruptedException {
    wanted = true;
    Optional<ProcessHandle> running = child.alive();
    ProcessHandle process =
        running.isPresent()
            ? running.get()
            : child.start(command.get(), UUID.randomUUID().toString(), variables.look());
    watch(process);
    return child.awaitReady(process, within);
  }

  /// Has the process do something. One that is not there, or dies of it, reads its files when it is
  /// started anew and needs not be told.
  ///
  /// @throws PlatformFailure when it is there and does not do it
  synchronized void tell(Admin admin, String path) throws PlatformFailure, InterruptedException {
    Optional<ProcessHandle> process = child.alive();
    if (process.isEmpty()) {
      return;
    }
    try {
      admin.post(Child.url(child.awaitReady(process.get(), READY)), child.token(), path);
    } catch (PlatformFailure e) {
      if (!Child.endsWithin(process.get(), DYING)) {
        throw e;
      }
    }
  }

  private void watch(ProcessHandle process) {
    if (!watched.equals(Optional.of(process))) {
      watched = Optional.of(process);
      var _ = process.onExit().thenRun(() -> died(process));
    }
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
      schedule();
    }
  }

  /// At once the first time; on a thread of its own, so that one that is slow to start does not
  /// keep others waiting.
  private void schedule() {
    long wait = restarts == 0 ? 0 : 100L << Math.min(LONGEST_WAIT_EXPONENT, restarts - 1);
    restarts++;
    var _ =
        clock.schedule(
            () -> Thread.ofVirtual().name("restart").start(this::restart),
            wait,
            TimeUnit.MILLISECONDS);
  }

  private void restart() {
    try {
      if (ensureAnew()) {
        moved.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether there is a new process that is ready. One that does not become ready is ended, and so
  /// leads to the next; one that cannot be started leads there by itself.
  private synchronized boolean ensureAnew() throws InterruptedException {
    if (!wanted || child.alive().isPresent()) {
      return false;
    }
    Optional<ProcessHandle> before = watched;
    try {
      ensure(READY);
      return true;
    } catch (PlatformFailure e) {
      LOG.log(System.Logger.Level.WARNING, "restart failed in " + child.folder(), e);
      child.alive().ifPresent(Child::kill);
      if (watched.equals(before)) {
        schedule();
      }
      return false;
    }
  }
}
