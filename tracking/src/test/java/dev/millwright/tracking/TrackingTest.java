package dev.millwright.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Release;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrackingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.000001Z");
  private static final Digest A = Digest.of("a");
  private static final Digest B = Digest.of("b");
  private static final Digest C = Digest.of("c");

  @TempDir Path folder;
  private Tracking tracking;

  @BeforeEach
  void open() {
    tracking = Tracking.open(folder.resolve("state/tracking.db"));
  }

  @AfterEach
  void close() {
    tracking.close();
  }

  @Test
  void the_number_of_changes_rises_with_what_is_durable_and_with_nothing_else() {
    long before = tracking.changes();
    tracking.pointers().live();
    tracking.atomically(() -> tracking.pointers().lastGood());
    assertThat(tracking.changes()).isEqualTo(before);
    assertThatThrownBy(
            () ->
                tracking.atomically(
                    () -> {
                      tracking.pointers().live(A);
                      throw new IllegalStateException("rolled back");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(tracking.changes()).isEqualTo(before);
    tracking.pointers().live(A);
    assertThat(tracking.changes()).isGreaterThan(before);
  }

  @Test
  void a_release_is_kept_once_with_all_its_revisions() {
    Release release =
        new Release(
            A, Name.of("flights"), Name.of("local"), Optional.of(NOON), 8080, new TreeMap<>());
    tracking.releases().keep(release, NOON);
    tracking.releases().keep(release, NOON.plusSeconds(1));
    tracking.releases().note(new RevisionRecord("one", NOON, Optional.of(A), List.of()));
    tracking
        .releases()
        .note(new RevisionRecord("two", NOON.plusSeconds(1), Optional.of(A), List.of()));
    assertThat(tracking.releases().find(A)).contains(release);
    assertThat(tracking.releases().list(9))
        .containsExactly(new ReleaseRecord(A, NOON, List.of("two", "one")));
  }

  @Test
  void a_refused_revision_keeps_its_diagnostics_until_it_is_noted_anew() {
    Diagnostic finding =
        Diagnostic.error(Rule.UNKNOWN_FIELD, new Span("a.yaml", 3, 5, 3, 9), "`x` is no field")
            .hint("did you mean `y`?");
    RevisionRecord refused = new RevisionRecord("bad", NOON, Optional.empty(), List.of(finding));
    tracking.releases().note(refused);
    tracking.releases().note(new RevisionRecord("good", NOON, Optional.of(A), List.of()));
    assertThat(tracking.releases().revision("bad")).contains(refused);
    tracking.releases().note(refused);
    assertThat(tracking.releases().revisions(1)).containsExactly(refused);
  }

  @Test
  void a_rollout_comes_back_with_its_steps_in_the_plans_order() {
    RolloutRecord planned = rollout(Phase.PLANNED, Optional.empty());
    tracking.rollouts().save(planned);
    tracking.rollouts().save(planned);
    assertThat(tracking.rollouts().inProgress()).contains(planned);
    RolloutRecord done = rollout(Phase.DONE, Optional.of(NOON.plusSeconds(5)));
    tracking.rollouts().save(done);
    assertThat(tracking.rollouts().inProgress()).isEmpty();
    assertThat(tracking.rollouts().list(9)).containsExactly(done);
  }

  @Test
  void a_run_and_its_series_come_back() {
    RunRecord run = run(RunState.PENDING, Optional.empty());
    tracking.runs().save(run);
    assertThat(tracking.runs().unfinished()).containsExactly(run);
    RunRecord failed = run(RunState.FAILED, Optional.of(new JobResult.Failed("disk", "", true)));
    tracking.runs().save(failed);
    assertThat(tracking.runs().of(failed.component(), 5)).containsExactly(failed);
    assertThat(tracking.runs().unfinished()).isEmpty();
    tracking.runs().log(run.id(), new Metric("loss", 1, NOON, Double.NaN));
    tracking.runs().log(run.id(), new Metric("loss", 0, NOON, 0.5));
    tracking.runs().log(run.id(), new Metric("loss", 0, NOON, 0.7));
    assertThat(tracking.runs().metrics(run.id()))
        .containsExactly(new Metric("loss", 0, NOON, 0.5), new Metric("loss", 1, NOON, Double.NaN));
  }

  @Test
  void the_first_binding_holds() {
    ModelBinding first = new ModelBinding(A, B, C, "train-1", NOON);
    assertThat(tracking.bindings().bindModel(first)).isEqualTo(first);
    assertThat(tracking.bindings().bindModel(new ModelBinding(A, C, B, "train-2", NOON)))
        .isEqualTo(first);
    assertThat(tracking.bindings().bindImage(A, B, NOON)).isEqualTo(B);
    assertThat(tracking.bindings().bindImage(A, C, NOON)).isEqualTo(B);
  }

  @Test
  void snapshots_are_appended_in_order_and_once_a_run() {
    SnapshotBinding first = snapshot(B, "ingest-1");
    SnapshotBinding second = snapshot(C, "ingest-2");
    tracking.bindings().appendSnapshot(first);
    tracking.bindings().appendSnapshot(second);
    tracking.bindings().appendSnapshot(snapshot(B, "ingest-2"));
    assertThat(tracking.bindings().snapshots(A)).containsExactly(first, second);
    assertThat(tracking.bindings().snapshot(A)).contains(second);
  }

  @Test
  void quarantine_names_the_first_cause_until_it_is_lifted() {
    QuarantineRecord record = new QuarantineRecord(A, "one", "gate failed", NOON);
    tracking.quarantine().put(record);
    tracking.quarantine().put(new QuarantineRecord(A, "two", "other", NOON));
    assertThat(tracking.quarantine().list()).containsExactly(record);
    assertThat(tracking.quarantine().lift(A)).isTrue();
    assertThat(tracking.quarantine().lift(A)).isFalse();
  }

  @Test
  void a_window_is_judged_anew_and_an_alert_moves_on() {
    JobResult.WindowVerdict few =
        new JobResult.WindowVerdict(
            NOON, NOON.plusSeconds(60), 3, JobResult.Verdict.NOT_ENOUGH_DATA, List.of());
    WindowRecord window = new WindowRecord(Name.of("drift"), A, few, NOON);
    tracking.monitoring().save(window);
    tracking.monitoring().save(window);
    assertThat(tracking.monitoring().windows(Name.of("drift"), 5)).containsExactly(window);
    AlertRecord alert =
        new AlertRecord(
            "drift/1",
            Name.of("drift"),
            "drifted",
            "high",
            AlertRecord.State.FIRING,
            NOON,
            "2 features drifted",
            NOON,
            Optional.empty());
    tracking.monitoring().save(alert);
    assertThat(tracking.monitoring().alerts(5)).containsExactly(alert);
  }

  @Test
  void a_window_is_found_whichever_version_judged_it_last() {
    JobResult.WindowVerdict few =
        new JobResult.WindowVerdict(
            NOON, NOON.plusSeconds(60), 3, JobResult.Verdict.NOT_ENOUGH_DATA, List.of());
    Name drift = Name.of("drift");
    tracking.monitoring().save(new WindowRecord(drift, A, few, NOON));
    WindowRecord later = new WindowRecord(drift, B, few, NOON.plusSeconds(1));
    tracking.monitoring().save(later);
    assertThat(tracking.monitoring().window(drift, NOON)).contains(later);
    assertThat(tracking.monitoring().window(drift, NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void where_an_alert_stands_outlives_the_process() {
    Name drift = Name.of("drift");
    assertThat(tracking.monitoring().standing(drift, "drifted")).isEmpty();
    AlertStanding standing =
        new AlertStanding(
            drift, "drifted", "PENDING", 1, Optional.empty(), Optional.of(NOON), Optional.of("e"));
    tracking.monitoring().save(standing);
    tracking.close();
    open();
    assertThat(tracking.monitoring().standing(drift, "drifted")).contains(standing);
  }

  @Test
  void a_transaction_is_all_or_nothing() {
    assertThatThrownBy(
            () ->
                tracking.atomically(
                    () -> {
                      tracking.pointers().live(A);
                      tracking.story().tell(NOON, "rollout", Optional.empty(), "live");
                      throw new IllegalArgumentException("stop");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(tracking.pointers().live()).isEmpty();
    assertThat(tracking.story().list(5)).isEmpty();
  }

  @Test
  void another_reader_sees_what_was_written_and_cannot_write() {
    assertThat(Tracking.read(folder.resolve("none.db"))).isEmpty();
    tracking.pointers().lastGood(A);
    tracking.pointers().dataClock(NOON);
    try (Tracking reader = Tracking.read(folder.resolve("state/tracking.db")).orElseThrow()) {
      assertThat(reader.pointers().lastGood()).contains(A);
      assertThat(reader.pointers().dataClock()).contains(NOON);
      assertThatThrownBy(() -> reader.pointers().live(A)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void the_record_outlives_its_process() {
    tracking.pointers().live(B);
    tracking.close();
    try (Tracking reader = Tracking.read(folder.resolve("state/tracking.db")).orElseThrow()) {
      assertThat(reader.pointers().live()).contains(B);
    }
    open();
    assertThat(tracking.pointers().live()).contains(B);
  }

  @Test
  void many_threads_write_and_read_at_once() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?>[] lines =
          IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(
                          () -> {
                            tracking.story().tell(NOON, "run", Optional.of("r" + i), "line " + i);
                            tracking.story().list(3);
                          },
                          threads))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(lines).join();
    }
    assertThat(tracking.story().after(0)).hasSize(100);
  }

  private static SnapshotBinding snapshot(Digest id, String run) {
    return new SnapshotBinding(
        A, id, Optional.of(NOON), new TreeMap<>(Map.of("a.csv", B)), run, NOON);
  }

  private static RunRecord run(RunState state, Optional<JobResult> result) {
    return new RunRecord(
        "train-1",
        "train",
        state,
        Address.of(Kind.MODEL, "delay"),
        A,
        Optional.of("one"),
        Optional.empty(),
        new TreeMap<>(Map.of("epochs", "5")),
        new TreeMap<>(Map.of("examples", B)),
        new TreeMap<>(Map.of("auc", "0.67")),
        new TreeMap<>(Map.of("model", C)),
        result,
        Optional.empty(),
        NOON,
        Optional.of(NOON),
        Optional.empty());
  }

  private static RolloutRecord rollout(Phase phase, Optional<Instant> ended) {
    Plan plan =
        new Plan(
            Optional.of(B),
            A,
            List.of(),
            List.of(),
            List.of(),
            List.of(step("train:delay"), step("shift")));
    return new RolloutRecord(
        "r1",
        Optional.of(B),
        Optional.of(B),
        A,
        "one",
        plan,
        phase,
        0,
        List.of(stepRecord("train:delay"), stepRecord("shift")),
        Optional.empty(),
        Optional.empty(),
        NOON,
        NOON,
        ended);
  }

  private static Step step(String id) {
    return new Step(
        id, Step.Action.TRAIN, Optional.empty(), List.of(), Duration.ofMinutes(1), "nothing");
  }

  private static StepRecord stepRecord(String id) {
    return new StepRecord(
        id, StepState.WAITING, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
