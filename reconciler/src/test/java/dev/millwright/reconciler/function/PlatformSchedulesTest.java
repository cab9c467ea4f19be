package dev.millwright.reconciler.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.reconciler.scene.Tidying;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions that a platform starts at their times.
@Timeout(60)
final class PlatformSchedulesTest {
  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  private final Elsewhere elsewhere = new Elsewhere();
  private ScheduledProject tidying;

  @BeforeEach
  void live(@TempDir Path folder) {
    tidying = new ScheduledProject(repository, folder, "forbid");
    tidying.by(elsewhere);
  }

  @AfterEach
  void close() {
    tidying.close();
  }

  @Test
  void it_is_told_what_is_live_and_what_it_starts_is_recorded_once() throws Exception {
    tidying.schedules.follow();
    tidying.schedules.follow();
    assertThat(elsewhere.held).containsExactly(List.of(Tidying.NAME));

    elsewhere.starts.started(Tidying.NAME, tidying.version(), "tidy-1");
    elsewhere.starts.started(Tidying.NAME, tidying.version(), "tidy-1");
    elsewhere.starts.started(Tidying.NAME, Digest.of("another"), "tidy-2");
    assertThat(tidying.ended()).containsExactly("tidy-1");
    elsewhere.starts.started(Tidying.NAME, tidying.version(), "tidy-1");
    tidying.now = tidying.now.plus(Duration.ofDays(1));
    tidying.schedules.look();

    assertThat(tidying.ended()).containsExactly("tidy-1");
    assertThat(tidying.states()).containsExactly(RunState.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_run_that_an_earlier_process_saw_begin_is_waited_for_if_it_is_there(boolean isThere)
      throws Exception {
    tidying.project.tracking().runs().save(begun("tidy-1"));
    elsewhere.there = Optional.of("tidy-1").filter(_ -> isThere);
    tidying.runs.resume();
    tidying.schedules.follow();

    assertThat(tidying.ended()).hasSize(isThere ? 1 : 0);
    RunRecord run = tidying.run("tidy-1");
    assertThat(run.state()).isEqualTo(isThere ? RunState.SUCCEEDED : RunState.FAILED);
    assertThat(run.cause())
        .isEqualTo(Optional.of("it was taken away before it ended").filter(_ -> !isThere));
  }

  @Test
  void what_it_refuses_is_told_and_tried_again_later() throws Exception {
    elsewhere.failures.add(new PlatformFailure("no rights to write CronJobs"));

    tidying.schedules.follow();
    tidying.schedules.follow();
    assertThat(elsewhere.held).isEmpty();
    assertThat(tidying.project.story())
        .containsExactly("schedules are as they were: no rights to write CronJobs");
    tidying.now = tidying.now.plusSeconds(30);
    tidying.schedules.follow();
    assertThat(elsewhere.held).containsExactly(List.of(Tidying.NAME));
  }

  /// A platform that starts functions itself.
  private static final class Elsewhere implements Schedules {
    private final List<List<Name>> held = new ArrayList<>();
    private final List<PlatformFailure> failures = new ArrayList<>();
    private Optional<String> there = Optional.empty();
    private Starts starts = (_, _, _) -> {};

    @Override
    public void hold(List<Timed> functions, Starts starts) throws PlatformFailure {
      if (!failures.isEmpty()) {
        throw failures.removeFirst();
      }
      held.add(functions.stream().map(it -> it.function().address().name()).toList());
      this.starts = starts;
      Digest version = functions.getFirst().function().version();
      there.ifPresent(run -> starts.started(Tidying.NAME, version, run));
    }

    @Override
    public boolean isThere(String run) {
      return there.filter(run::equals).isPresent();
    }
  }

  private RunRecord begun(String id) {
    return RunRecord.pending(
        id,
        "schedule",
        tidying.project.release().at(Kind.FUNCTION, Tidying.NAME).address(),
        tidying.version(),
        tidying.project.revision(),
        new TreeMap<>(),
        new TreeMap<>(),
        tidying.now);
  }
}
