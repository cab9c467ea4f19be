package dev.millwright.cli.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Somebody's wish that a replay ends before its time, by Ctrl-C. The process then waits a little
/// for the requests that are under way and for the report. Safe for use by many threads.
public final class Stop implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(35);

  private final AtomicBoolean wanted = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().unstarted(this::leave);

  /// Listens until it is closed.
  public static Stop listening() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  boolean isWanted() {
    return wanted.get();
  }

  /// Asks for the end.
  void want() {
    wanted.set(true);
  }

  private void leave() {
    want();
    try {
      boolean _ = ended.await(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// All is said and done.
  @Override
  public void close() {
    ended.countDown();
    if (!wanted.get()) {
      try {
        boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending just now; the hook finds that nothing is left to wait for.
        wanted.set(true);
      }
    }
  }
}
