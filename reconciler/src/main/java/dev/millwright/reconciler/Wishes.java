package dev.millwright.reconciler;

import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.workflow.Turn;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

  /// Has work done when its turn comes, and waits for its end.
  void take(Turn.Work work) throws StepFailure, InterruptedException {
    CompletableFuture<Optional<StepFailure>> ended = new CompletableFuture<>();
    add(
        () -> {
          try {
            work.run();
            ended.complete(Optional.empty());
          } catch (StepFailure e) {
            ended.complete(Optional.of(e));
          } catch (RuntimeException e) {
            ended.complete(Optional.of(new StepFailure(String.valueOf(e), e)));
          }
        });
    try {
      Optional<StepFailure> failure = ended.get();
      if (failure.isPresent()) {
        throw failure.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next wish, or nothing when none comes in time.
  @Nullable Wish await(long millis) throws InterruptedException {
    return queue.poll(millis, TimeUnit.MILLISECONDS);
  }
}
