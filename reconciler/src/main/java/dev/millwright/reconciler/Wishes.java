package dev.millwright.reconciler;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is asked of the reconciler from outside; carried out one after the other, between rollouts.
final class Wishes {
  private final BlockingQueue<Wish> queue = new LinkedBlockingQueue<>();

  /// Work that may be interrupted.
  @FunctionalInterface
  interface Wish {
    void fulfil() throws InterruptedException;
  }

  void add(Wish wish) {
    queue.add(wish);
  }

  /// The next wish, or nothing when none comes in time.
  @Nullable Wish await(long millis) throws InterruptedException {
    return queue.poll(millis, TimeUnit.MILLISECONDS);
  }
}
