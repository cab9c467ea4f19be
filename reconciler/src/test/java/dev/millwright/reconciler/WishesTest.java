package dev.millwright.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.engine.StepFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class WishesTest {
  private static final long PATIENCE_MILLIS = 30_000;

  private final Wishes wishes = new Wishes();

  @Test
  void work_is_done_when_its_turn_comes_and_its_end_is_waited_for() throws Exception {
    List<String> done = new ArrayList<>();
    CountDownLatch waiting = new CountDownLatch(1);
    wishes.add(() -> done.add("first"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> taken =
          threads.submit(
              () -> {
                waiting.countDown();
                wishes.take(() -> done.add("second"));
                return null;
              });
      waiting.await();
      fulfil();
      fulfil();
      taken.get();
    }
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void a_failure_reaches_who_asked_and_nobody_else() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> taken =
          threads.submit(
              () -> {
                wishes.take(
                    () -> {
                      throw new IllegalStateException("broken");
                    });
                return null;
              });
      fulfil();
      assertThatThrownBy(taken::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StepFailure.class)
          .hasMessageContaining("broken");
    }
  }

  private void fulfil() throws InterruptedException {
    Objects.requireNonNull(wishes.await(PATIENCE_MILLIS)).fulfil();
  }
}
