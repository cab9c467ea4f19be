package dev.millwright.reconciler.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.reconciler.scene.Project;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions that start at their times: `tidy` at three every morning in Amsterdam, which is two
/// hours and a half before [Project#NOW] there.
@Timeout(60)
final class ScheduledRunsTest {
  private static final Name TIDY = Name.of("tidy");
  private static final Duration DAY = Duration.ofDays(1);
  private static final JobResult RAN = new JobResult.Ran(new TreeMap<>(), new TreeMap<>());

  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir private Path folder;
  private Project project;
  private FunctionRuns runs;
  private ScheduledRuns schedules;
  private volatile Instant now = Project.NOW;

  @AfterEach
  void closeAll() {
    schedules.close();
    runs.close();
    project.close();
  }

  @Test
  void this_process_starts_it_when_nothing_else_does() throws Exception {
    live("forbid");
    BlockingQueue<String> started = started();
    schedules.follow();

    now = Instant.parse("2026-03-03T01:59:59Z");
    schedules.look();
    assertThat(project.platform().orders()).isEmpty();
    now = Instant.parse("2026-03-03T02:00:00Z");
    schedules.look();

    String id = next(started);
    assertThat(id).isEqualTo("schedule-tidy-29541720");
    RunRecord run = ended(id);
    assertThat(run.kind()).isEqualTo("schedule");
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.parameters()).isEqualTo(new TreeMap<>(Map.of("days", "30")));
    assertThat(run.revision()).contains(project.revision());
    assertThat(((Job.Run) project.platform().orders().getFirst().job()).parameters())
        .isEqualTo(run.parameters());
    assertThat(project.story()).containsExactly("tidy ran");
  }

  @Test
  void what_nobody_looked_for_is_made_up_for_by_one() throws Exception {
    live("allow");
    BlockingQueue<String> started = started();
    schedules.follow();
    now = now.plus(DAY.multipliedBy(5));
    schedules.look();
    schedules.look();
    ended(next(started));
    assertThat(project.platform().orders()).hasSize(1);
  }

  @Test
  void one_that_has_not_ended_keeps_the_next_from_starting() throws Exception {
    CountDownLatch enough = twoDays("forbid");
    assertThat(project.platform().orders()).hasSize(1);
    assertThat(project.story())
        .containsExactly("tidy is not started: the one before has not ended");
    enough.countDown();
  }

  @Test
  void or_stays_beside_it() throws Exception {
    CountDownLatch enough = twoDays("allow");
    enough.countDown();
    runs.finish();
    assertThat(project.platform().orders()).hasSize(2);
    assertThat(states()).containsOnly(RunState.SUCCEEDED).hasSize(2);
  }

  @Test
  void or_is_ended_for_it() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    project = project("replace");
    project.platform().onCancel(enough::countDown);
    twoDays(enough);
    runs.finish();
    assertThat(project.platform().cancelled()).containsExactly("schedule-tidy-29541720");
    assertThat(states()).containsExactly(RunState.SUCCEEDED, RunState.CANCELLED);
    assertThat(project.story()).contains("tidy: the next one took its place");
  }

  @Test
  void the_platform_is_told_what_is_live_and_what_it_starts_is_recorded() throws Exception {
    live("forbid");
    Elsewhere elsewhere = new Elsewhere();
    project.platform().schedules(elsewhere);
    BlockingQueue<String> started = started();
    schedules.follow();
    schedules.follow();
    assertThat(elsewhere.held).containsExactly(List.of(TIDY));

    elsewhere.starts.started(TIDY, version(), "tidy-1");
    elsewhere.starts.started(TIDY, version(), "tidy-1");
    elsewhere.starts.started(TIDY, Digest.of("another"), "tidy-2");

    assertThat(ended(next(started)).state()).isEqualTo(RunState.SUCCEEDED);
    elsewhere.starts.started(TIDY, version(), "tidy-1");
    assertThat(project.platform().orders()).extracting(it -> it.run()).containsExactly("tidy-1");
    now = now.plus(DAY);
    schedules.look();
    assertThat(states()).containsExactly(RunState.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_run_that_an_earlier_process_saw_begin_is_waited_for_if_it_is_there(boolean isThere)
      throws Exception {
    live("forbid");
    Elsewhere elsewhere = new Elsewhere();
    project.platform().schedules(elsewhere);
    project.tracking().runs().save(begun("tidy-1"));
    BlockingQueue<String> started = started();
    if (isThere) {
      elsewhere.there = Optional.of("tidy-1");
    }
    runs.resume();
    schedules.follow();

    if (isThere) {
      assertThat(ended(next(started)).state()).isEqualTo(RunState.SUCCEEDED);
    } else {
      RunRecord run = project.tracking().runs().find("tidy-1").orElseThrow();
      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.cause()).contains("it was taken away before it ended");
      assertThat(project.platform().orders()).isEmpty();
    }
  }

  @Test
  void what_the_platform_refuses_is_told_and_tried_again_later() throws Exception {
    live("forbid");
    Elsewhere elsewhere = new Elsewhere();
    elsewhere.failures.add(new PlatformFailure("no rights to write CronJobs"));
    project.platform().schedules(elsewhere);

    schedules.follow();
    schedules.follow();
    assertThat(elsewhere.held).isEmpty();
    assertThat(project.story())
        .containsExactly("schedules are as they were: no rights to write CronJobs");
    now = now.plusSeconds(30);
    schedules.follow();
    assertThat(elsewhere.held).containsExactly(List.of(TIDY));
  }

  @Test
  void what_is_not_live_any_more_starts_nothing() throws Exception {
    live("allow");
    schedules.follow();
    project.tracking().pointers().live(Digest.of("nothing that is known"));
    schedules.follow();
    now = now.plus(DAY);
    schedules.look();
    assertThat(project.platform().orders()).isEmpty();
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
      there.ifPresent(run -> starts.started(TIDY, functions.getFirst().function().version(), run));
    }

    @Override
    public boolean isThere(String run) {
      return there.filter(run::equals).isPresent();
    }
  }

  private CountDownLatch twoDays(String concurrency) throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    project = project(concurrency);
    twoDays(enough);
    return enough;
  }

  /// The first run does not end until it is enough; the second one is due meanwhile.
  private void twoDays(CountDownLatch enough) throws Exception {
    open();
    BlockingQueue<String> started = new LinkedBlockingQueue<>();
    project
        .platform()
        .answer(
            order -> {
              started.add(order.run());
              enough.await();
              return RAN;
            });
    schedules.follow();
    now = now.plus(DAY);
    schedules.look();
    next(started);
    now = now.plus(DAY);
    schedules.look();
  }

  private void live(String concurrency) {
    project = project(concurrency);
    open();
  }

  private Project project(String concurrency) {
    return Project.live(
        repository,
        folder,
        tree ->
            tree.write(
                "functions/tidy.yaml",
                """
                apiVersion: millwright.dev/v1
                kind: Function
                metadata: {name: tidy}
                spec:
                  type: job
                  runtime: java
                  source: functions/train-delay
                  handler: flights.TrainDelay::train
                  parameters:
                    days: {type: int32, default: 30}
                  schedule: {cron: 0 3 * * *, timeZone: Europe/Amsterdam, concurrency: %s}
                """
                    .formatted(concurrency)));
  }

  private void open() {
    World world = at(project.world(), () -> now);
    runs = new FunctionRuns(world);
    schedules = new ScheduledRuns(world, runs);
  }

  private static World at(World world, Supplier<Instant> clock) {
    return new World(
        world.tracking(),
        world.platform(),
        world.images(),
        world.conditions(),
        world.layout(),
        world.mirror(),
        world.projectPath(),
        clock::get,
        world.intents(),
        PinnedItems.none());
  }

  private BlockingQueue<String> started() {
    BlockingQueue<String> started = new LinkedBlockingQueue<>();
    project
        .platform()
        .answer(
            order -> {
              started.add(order.run());
              return RAN;
            });
    return started;
  }

  private static String next(BlockingQueue<String> started) throws InterruptedException {
    return Optional.ofNullable(started.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  private RunRecord ended(String id) {
    runs.finish();
    return project.tracking().runs().find(id).orElseThrow();
  }

  private List<RunState> states() {
    return project.tracking().runs().list(10).stream().map(RunRecord::state).toList();
  }

  private Digest version() {
    return project.release().at(Kind.FUNCTION, TIDY).version();
  }

  private RunRecord begun(String id) {
    return new RunRecord(
        id,
        "schedule",
        RunState.RUNNING,
        project.release().at(Kind.FUNCTION, TIDY).address(),
        version(),
        Optional.of(project.revision()),
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.of(now),
        Optional.empty());
  }
}
