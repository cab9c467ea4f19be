package dev.millwright.reconciler.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.scene.Project;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import dev.millwright.spec.resource.Monitor.Quality;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.AlertRecord.State;
import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.WindowRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class MonitorsTest {
  private static final Name DRIFT = Name.of("delay-drift");
  private static final Duration WEEK = Duration.ofDays(7);

  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir private Path folder;
  private final List<Fired> fired = new ArrayList<>();
  private Project project;

  @BeforeEach
  void live() {
    project = Project.live(repository, folder);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void judges_the_recording_against_the_training_of_the_model_in_service() throws Exception {
    watch("2001-04-09", false, ok("2001-04-08"));

    Job.Watch job = (Job.Watch) project.platform().orders().getFirst().job();
    assertThat(job.recordings()).isEqualTo(folder.resolve("recordings/predict-delay"));
    assertThat(job.baseline()).isEqualTo(project.world().layout().artifact(project.baseline()));
    assertThat(job.now()).isEqualTo(day("2001-04-09"));
    assertThat(job.flush()).isFalse();
    assertThat(project.platform().flushed()).containsExactly(Name.of("predict-delay"));
    assertThat(project.tracking().monitoring().windows(DRIFT, 9)).hasSize(1);
  }

  @Test
  void tells_what_drifted_and_by_how_much() throws Exception {
    watch("2001-04-10", false, ok("2001-04-08"), drifted("2001-04-09"), few("2001-04-10"));
    assertThat(project.story())
        .containsExactly(
            "delay-drift, 2001-04-01 to 2001-04-08: no drift over 2100 samples",
            "delay-drift, 2001-04-02 to 2001-04-09: drifted over 2100 samples:"
                + " origin_delay_24h psi 0.31 > 0.20, distance ks 0.1004 > 0.1000",
            "delay-drift, 2001-04-03 to 2001-04-10: not enough data, 12 samples of 500");
  }

  @Test
  void says_a_window_once_and_again_only_when_it_is_judged_otherwise() throws Exception {
    watch("2001-04-08", false, few("2001-04-08"));
    watch("2001-04-09", false, few("2001-04-08"));
    assertThat(project.story()).hasSize(1);
    watch("2001-04-10", false, ok("2001-04-08"));
    assertThat(project.story()).hasSize(2);
  }

  @Test
  void fires_when_the_condition_held_in_as_many_windows_as_asked() throws Exception {
    watch("2001-04-08", false, drifted("2001-04-08"));
    assertThat(fired).isEmpty();
    assertThat(alert().state()).isEqualTo(State.PENDING);

    watch("2001-04-09", false, drifted("2001-04-08"), drifted("2001-04-09"));

    assertThat(fired).singleElement().extracting(Fired::at).isEqualTo(day("2001-04-09"));
    assertThat(alert().state()).isEqualTo(State.FIRING);
    assertThat(alert().dataAt()).isEqualTo(day("2001-04-09"));
    assertThat(alert().sentence()).contains("origin_delay_24h psi 0.31 > 0.20");
    assertThat(project.story())
        .last()
        .asString()
        .startsWith("the alert features-drifted of delay-drift fires: origin_delay_24h psi 0.31");
  }

  @Test
  void tells_what_the_values_show_beside_drift() throws Exception {
    watch("2001-04-10", false, flawed("2001-04-08"));
    assertThat(project.story())
        .containsExactly(
            "delay-drift, 2001-04-01 to 2001-04-08: no drift over 2100 samples;"
                + " distance nulls 0.05, was 0.00");
  }

  @Test
  void an_alert_says_all_that_a_window_shows() throws Exception {
    WindowVerdict flawed = flawed("2001-04-08");
    WindowVerdict both =
        new WindowVerdict(
            flawed.start(),
            flawed.end(),
            2100,
            Verdict.DRIFTED,
            List.of(new FeatureDrift("hour", Method.JS, 0.31, 0.2, true)),
            flawed.observed());
    watch("2001-04-08", false, both);
    watch("2001-04-09", false, both, drifted("2001-04-09"));
    assertThat(project.story())
        .anyMatch(it -> it.endsWith("hour js 0.31 > 0.20; distance nulls 0.05, was 0.00"));
    assertThat(DriftWords.cause(both))
        .isEqualTo("hour js 0.31 > 0.20; distance nulls 0.05, was 0.00");
    assertThat(DriftWords.cause(drifted("2001-04-09"))).doesNotContain(";");
  }

  @Test
  void an_alert_may_be_about_what_the_values_show() throws Exception {
    Monitor monitor = (Monitor) project.release().at(Kind.MONITOR, DRIFT).definition();
    World world =
        project.world(
            (condition, values) -> Boolean.TRUE.equals(values.get(condition.names().getFirst())));
    Alerts alerts = new Alerts(world, monitor);
    assertThat(alerts.move(about("nulls"), flawed("2001-04-08"))).isTrue();
    assertThat(alerts.move(about("ranges"), flawed("2001-04-08"))).isFalse();
    assertThat(alerts.move(about("newCategories"), ok("2001-04-08"))).isFalse();
  }

  private static Monitor.Alert about(String word) {
    Formula when =
        Formula.written(word).typed(new Expression.Field(word, DataType.of(BaseType.BOOL)));
    return new Monitor.Alert(
        "about-" + word.toLowerCase(Locale.ROOT), when, 1, "low", Duration.ZERO);
  }

  private static WindowVerdict flawed(String end) {
    return new WindowVerdict(
        day(end).minus(WEEK),
        day(end),
        2100,
        Verdict.OK,
        List.of(),
        Optional.of(
            new JobResult.Observed(
                List.of(), List.of(new JobResult.Flaw("distance", Quality.NULLS, 0.05, 0)))));
  }

  @Test
  void a_restart_forgets_nothing() throws Exception {
    watch("2001-04-08", false, drifted("2001-04-08"));
    project.close();
    project =
        new Project(
            repository,
            folder,
            project.release(),
            project.revision(),
            Tracking.open(project.world().layout().trackingFile()),
            project.platform());
    watch("2001-04-09", false, drifted("2001-04-08"), drifted("2001-04-09"));
    assertThat(fired).hasSize(1);
    watch("2001-04-09", false, drifted("2001-04-08"), drifted("2001-04-09"));
    assertThat(fired).hasSize(1);
    assertThat(project.tracking().monitoring().alerts(9)).hasSize(1);
  }

  @Test
  void too_little_data_neither_fires_nor_resolves() throws Exception {
    watch("2001-04-08", false, drifted("2001-04-08"));
    watch("2001-04-09", false, few("2001-04-09"));
    assertThat(alert().state()).isEqualTo(State.PENDING);
    watch("2001-04-10", false, drifted("2001-04-10"));
    assertThat(alert().state()).isEqualTo(State.FIRING);
    watch("2001-04-11", false, few("2001-04-11"));
    assertThat(alert().state()).isEqualTo(State.FIRING);
    assertThat(alert().ended()).isEmpty();
  }

  @Test
  void a_window_without_drift_resolves_and_the_next_episode_is_another_alert() throws Exception {
    watch("2001-04-09", false, drifted("2001-04-08"), drifted("2001-04-09"));
    watch("2001-04-10", false, ok("2001-04-10"));
    assertThat(alert().state()).isEqualTo(State.RESOLVED);
    assertThat(alert().ended()).contains(Project.NOW);
    assertThat(project.story())
        .last()
        .isEqualTo("the alert features-drifted of delay-drift is resolved");

    watch("2001-04-11", false, drifted("2001-04-11"));
    assertThat(project.tracking().monitoring().alerts(9))
        .extracting(AlertRecord::state)
        .containsExactly(State.PENDING, State.RESOLVED);
  }

  @Test
  void a_flush_is_told_to_the_look_which_decides_what_has_closed() throws Exception {
    project.platform().answer(_ -> watched(drifted("2001-04-09")));
    monitors()
        .watch(project.release(), project.revision(), Instant.parse("2001-04-08T12:00:00Z"), true);
    assertThat(((Job.Watch) project.platform().orders().getFirst().job()).flush()).isTrue();
    assertThat(project.tracking().monitoring().windows(DRIFT, 9))
        .extracting(window -> window.verdict().end())
        .containsExactly(day("2001-04-09"));
  }

  @Test
  void an_early_closed_window_with_too_little_data_is_still_open_for_the_alert() throws Exception {
    watch("2001-04-08", true, few("2001-04-09"));
    watch("2001-04-10", false, drifted("2001-04-09"), drifted("2001-04-10"));
    assertThat(fired).hasSize(1);
  }

  @Test
  void what_another_version_has_judged_is_not_said_again() throws Exception {
    watch("2001-04-08", false, ok("2001-04-08"));
    WindowRecord other = new WindowRecord(DRIFT, project.baseline(), ok("2001-04-09"), Project.NOW);
    project.tracking().monitoring().save(other);
    watch("2001-04-09", false, drifted("2001-04-09"));
    assertThat(project.tracking().monitoring().windows(DRIFT, 9)).first().isEqualTo(other);
  }

  @Test
  void a_look_that_fails_is_told_and_moves_nothing() throws Exception {
    project
        .platform()
        .answer(
            _ -> {
              throw new PlatformFailure("the job's process died");
            });
    monitors().watch(project.release(), project.revision(), day("2001-04-09"), false);
    assertThat(project.story())
        .containsExactly(
            "delay-drift could not look: watch of delay-drift: the job's process died");
    assertThat(project.tracking().monitoring().standing(DRIFT, "features-drifted")).isEmpty();
  }

  @Test
  void a_look_that_was_cut_short_is_taken_up_under_its_own_id() throws Exception {
    project
        .platform()
        .answer(
            _ -> {
              throw new InterruptedException("the process ends");
            });
    assertThatThrownBy(
            () -> monitors().watch(project.release(), project.revision(), day("2001-04-09"), false))
        .isInstanceOf(InterruptedException.class);
    String cut = project.platform().orders().getFirst().run();

    project
        .platform()
        .answer(
            order ->
                order.run().equals(cut)
                    ? watched(drifted("2001-04-08"), drifted("2001-04-09"))
                    : watched());
    monitors().watch(project.release(), project.revision(), day("2001-04-10"), false);
    monitors().watch(project.release(), project.revision(), day("2001-04-11"), false);

    assertThat(fired).hasSize(1);
    List<String> runs = project.platform().orders().stream().map(JobOrder::run).toList();
    assertThat(runs).hasSize(4).startsWith(cut, cut);
    assertThat(runs.subList(1, 4)).doesNotHaveDuplicates();
  }

  @Test
  void a_look_that_failed_is_not_tried_under_the_same_id() throws Exception {
    project.platform().answer(_ -> new JobResult.Failed("no baseline.json", "", false));
    monitors().watch(project.release(), project.revision(), day("2001-04-08"), false);
    watch("2001-04-09", false, ok("2001-04-08"));
    assertThat(project.platform().orders())
        .extracting(JobOrder::run)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void on_the_wall_clock_a_look_is_due_when_a_slide_has_passed() {
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    assertThat(Monitors.isDue(project.release(), noon, noon.plus(Duration.ofHours(11)))).isFalse();
    assertThat(Monitors.isDue(project.release(), noon, noon.plus(Duration.ofHours(12)))).isTrue();
  }

  private void watch(String now, boolean flush, WindowVerdict... windows) throws Exception {
    project.platform().answer(_ -> watched(windows));
    monitors().watch(project.release(), project.revision(), day(now), flush);
  }

  private Monitors monitors() {
    return new Monitors(project.world(), fired::add);
  }

  private AlertRecord alert() {
    return project.tracking().monitoring().alerts(1).getFirst();
  }

  private static JobResult watched(WindowVerdict... windows) {
    return new JobResult.Watched(List.of(windows));
  }

  private static WindowVerdict drifted(String end) {
    return window(end, 2100, Verdict.DRIFTED, 0.31);
  }

  private static WindowVerdict ok(String end) {
    return new WindowVerdict(
        day(end).minus(WEEK),
        day(end),
        2100,
        Verdict.OK,
        List.of(new FeatureDrift("distance", Method.KS, 0.02, 0.1, false)));
  }

  private static WindowVerdict few(String end) {
    return new WindowVerdict(
        day(end).minus(WEEK), day(end), 12, Verdict.NOT_ENOUGH_DATA, List.of());
  }

  private static WindowVerdict window(String end, long samples, Verdict verdict, double psi) {
    return new WindowVerdict(
        day(end).minus(WEEK),
        day(end),
        samples,
        verdict,
        List.of(
            new FeatureDrift("origin_delay_24h", Method.PSI, psi, 0.2, true),
            new FeatureDrift("distance", Method.KS, 0.1004, 0.1, true),
            new FeatureDrift("hour", Method.PSI, 0.01, 0.2, false)));
  }

  private static Instant day(String text) {
    return Instant.parse(text + "T00:00:00Z");
  }
}
