package dev.millwright.reconciler.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.job.Job;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Functions that this process starts at their times.
@Timeout(60)
final class ScheduledRunsTest {
  private static final String FIRST = "schedule-tidy-29541720";
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir private Path folder;
  private ScheduledProject tidying;

  @AfterEach
  void close() {
    tidying.close();
  }

  @Test
  void one_starts_when_its_time_has_come_and_is_on_record() throws Exception {
    live("forbid");
    tidying.now = Instant.parse("2026-03-03T01:59:59Z");
    tidying.schedules.look();
    assertThat(tidying.project.platform().orders()).isEmpty();
    tidying.now = Instant.parse("2026-03-03T02:00:00Z");
    tidying.schedules.look();

    assertThat(tidying.ended()).containsExactly(FIRST);
    RunRecord run = tidying.run(FIRST);
    assertThat(run.kind()).isEqualTo("schedule");
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.parameters()).isEqualTo(Map.of("days", "30"));
    assertThat(run.revision()).contains(tidying.project.revision());
    Job.Run job = (Job.Run) tidying.project.platform().orders().getFirst().job();
    assertThat(job.parameters()).isEqualTo(run.parameters());
    assertThat(tidying.project.story()).containsExactly("tidy ran");
  }

  @Test
  void what_nobody_looked_for_is_made_up_for_by_one() {
    live("allow");
    tidying.now = tidying.now.plus(DAY.multipliedBy(5));
    tidying.schedules.look();
    tidying.schedules.look();
    assertThat(tidying.ended()).hasSize(1);
  }

  @Test
  void one_that_has_not_ended_keeps_the_next_from_starting() throws Exception {
    live("forbid");
    twoDays();
    assertThat(tidying.project.story())
        .containsExactly("tidy is not started: the one before has not ended");
    tidying.enough.countDown();
    assertThat(tidying.ended()).containsExactly(FIRST);
  }

  @Test
  void or_stays_beside_it() throws Exception {
    live("allow");
    twoDays();
    tidying.enough.countDown();
    assertThat(tidying.ended()).hasSize(2);
    assertThat(tidying.states()).containsOnly(RunState.SUCCEEDED).hasSize(2);
  }

  @Test
  void or_is_ended_for_it() throws Exception {
    live("replace");
    tidying.project.platform().onCancel(() -> tidying.enough.countDown());
    twoDays();
    assertThat(tidying.ended()).hasSize(2).startsWith(FIRST);
    assertThat(tidying.project.platform().cancelled()).containsExactly(FIRST);
    assertThat(tidying.states()).containsExactly(RunState.SUCCEEDED, RunState.CANCELLED);
    assertThat(tidying.project.story()).contains("tidy: the next one took its place");
  }

  @Test
  void what_is_not_live_any_more_starts_nothing() throws Exception {
    live("allow");
    tidying.project.tracking().pointers().live(Digest.of("nothing that is known"));
    tidying.schedules.follow();
    tidying.now = tidying.now.plus(DAY);
    tidying.schedules.look();
    assertThat(tidying.ended()).isEmpty();
  }

  private void live(String concurrency) {
    tidying = new ScheduledProject(repository, folder, concurrency);
    try {
      tidying.schedules.follow();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The first run does not end until it is enough; the second one is due meanwhile.
  private void twoDays() throws InterruptedException {
    tidying.enough = new CountDownLatch(1);
    tidying.now = tidying.now.plus(DAY);
    tidying.schedules.look();
    assertThat(tidying.next()).isEqualTo(FIRST);
    tidying.now = tidying.now.plus(DAY);
    tidying.schedules.look();
  }
}
