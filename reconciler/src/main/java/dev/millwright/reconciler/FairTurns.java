package dev.millwright.reconciler;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Turns for several projects: in the order in which they are asked for, some at a time. Work that
/// does not come to its end loses its turn, not its place: it goes on, and those that wait do too.
public final class FairTurns implements Turns, AutoCloseable {
  private final Semaphore places;
  private final Duration longest;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("turns").factory());

  /// @param places how many work at a time
  /// @param longest how long one keeps others waiting
  public FairTurns(int places, Duration longest) {
    this.places = new Semaphore(places, true);
    this.longest = longest;
  }

  @Override
  public <T> T take(Supplier<T> work) {
    places.acquireUninterruptibly();
    AtomicBoolean isHeld = new AtomicBoolean(true);
    var late = clock.schedule(() -> leave(isHeld), longest.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return work.get();
    } finally {
      var _ = late.cancel(false);
      leave(isHeld);
    }
  }

  private void leave(AtomicBoolean isHeld) {
    if (isHeld.getAndSet(false)) {
      places.release();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
