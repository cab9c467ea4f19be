package dev.millwright.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes that both mean to write.
final class TakeOverTest {
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");

  @TempDir Path folder;

  @Test
  void who_was_stopped_and_wakes_writes_nothing_any_more() {
    Path file = folder.resolve("tracking.db");
    try (Tracking stopped = Tracking.open(file);
        Tracking next = Tracking.open(file)) {
      next.pointers().live(NEW);

      assertThatThrownBy(() -> stopped.pointers().live(OLD))
          .isInstanceOf(TrackingFailure.class)
          .hasMessageContaining("another process writes the record");
      assertThat(stopped.pointers().live()).contains(NEW);
      assertThat(next.epoch()).isEqualTo(stopped.epoch() + 1);
    }
  }

  @Test
  void a_transaction_under_way_is_refused_whole() {
    Path file = folder.resolve("tracking.db");
    try (Tracking stopped = Tracking.open(file);
        Tracking next = Tracking.open(file)) {
      assertThatThrownBy(
              () ->
                  stopped.atomically(
                      () -> {
                        stopped.pointers().live(OLD);
                        stopped.pointers().lastGood(OLD);
                        return OLD;
                      }))
          .isInstanceOf(TrackingFailure.class);
      assertThat(next.pointers().live()).isEmpty();
      assertThat(next.pointers().lastGood()).isEmpty();
    }
  }

  @Test
  void readers_are_no_writers() {
    Path file = folder.resolve("tracking.db");
    try (Tracking writer = Tracking.open(file);
        Tracking reader = Tracking.read(file).orElseThrow()) {
      assertThat(reader.epoch()).isZero();
      writer.pointers().live(NEW);
      assertThat(reader.pointers().live()).contains(NEW);
    }
  }
}
