package dev.millwright.reconciler.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  @Test
  void git_gives_up_when_its_time_is_over() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    Deadline deadline = new Deadline(Duration.ofNanos(10), now::get);
    assertThat(deadline.isCancelled()).isFalse();
    now.addAndGet(10);
    assertThat(deadline.isCancelled()).isFalse();
    now.addAndGet(1);
    assertThat(deadline.isCancelled()).isTrue();
  }
}
