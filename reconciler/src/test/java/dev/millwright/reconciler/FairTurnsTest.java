package dev.millwright.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FairTurnsTest {
  @Test
  void one_waits_for_the_other() throws Exception {
    try (FairTurns turns = new FairTurns(1, Duration.ofHours(1))) {
      CountDownLatch isIn = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      var first = CompletableFuture.supplyAsync(() -> turns.take(() -> wait(isIn, end)));
      isIn.await();
      var second = CompletableFuture.supplyAsync(() -> turns.take(() -> end.getCount()));
      end.countDown();

      assertThat(second.get(30, TimeUnit.SECONDS)).isZero();
      assertThat(first.get(30, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void work_without_an_end_keeps_others_waiting_for_a_while_only() throws Exception {
    try (FairTurns turns = new FairTurns(1, Duration.ofMillis(1))) {
      CountDownLatch isIn = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      var endless = CompletableFuture.supplyAsync(() -> turns.take(() -> wait(isIn, end)));
      isIn.await();

      assertThat(turns.<String>take(() -> "done")).isEqualTo("done");
      assertThat(endless).isNotDone();
      end.countDown();
      endless.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void work_that_throws_gives_its_turn_back() {
    try (FairTurns turns = new FairTurns(1, Duration.ofHours(1))) {
      assertThatThrownBy(
              () ->
                  turns.take(
                      () -> {
                        throw new IllegalStateException("thrown");
                      }))
          .hasMessage("thrown");
      assertThat(turns.<String>take(() -> "done")).isEqualTo("done");
    }
  }

  private static long wait(CountDownLatch isIn, CountDownLatch end) {
    isIn.countDown();
    try {
      end.await();
      return end.getCount();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
