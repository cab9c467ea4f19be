package dev.millwright.reconciler.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.function.Started;
import dev.millwright.reconciler.monitor.Fired;
import dev.millwright.reconciler.monitor.Monitors;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.scene.Project;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Gate;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Budget;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import dev.millwright.spec.resource.Monitor.OnDrift;
import dev.millwright.testkit.Golden;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class WorkflowsTest {
  private static final Name RETRAIN = Name.of("retrain-delay");
  private static final Instant MAY = Instant.parse("2001-05-05T00:00:00Z");
  private static final String BRANCH = "millwright/retrain-delay-2001-05-05";
  private static final JobResult TRAINED =
      new JobResult.Trained(
          Digest.of("candidate"),
          Digest.of("statistics"),
          new TreeMap<>(Map.of("training_log_loss", "0.41")),
          12345,
          Digest.of("examples"));

  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir private Path folder;
  private Project project;
  private Workflows workflows;

  @BeforeEach
  void live() {
    project = Project.live(repository, folder);
    project.tracking().pointers().dataClock(MAY);
    workflows = workflows(repository);
    project.platform().answer(order -> answer(order, true));
  }

  @AfterEach
  void close() {
    workflows.close();
    project.close();
  }

  @Test
  void ingests_trains_up_to_the_present_judges_and_proposes() {
    RunRecord run = ended(taken(workflows.start(RETRAIN)));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.kind()).isEqualTo("workflow");
    assertThat(run.outputs()).containsEntry("branch", BRANCH).containsEntry("delay.auc", "0.68");
    assertThat(run.artifacts()).containsEntry("delay.model", Digest.of("candidate"));
    assertThat(kinds()).containsExactly("Ingest", "Ingest", "Train", "Judge");
    assertThat(project.platform().orders()).allMatch(order -> order.run().startsWith(run.id()));
    Job.Ingest ingest = (Job.Ingest) job(0);
    assertThat(ingest.until()).contains(MAY);
  }

  @Test
  void the_model_in_service_is_judged_on_the_candidates_held_out_examples() {
    ended(taken(workflows.start(RETRAIN)));
    Job.Train train = (Job.Train) job(2);
    Job.Judge judge = (Job.Judge) job(3);
    assertThat(train.model().trainedBy().cutOff()).isEqualTo(MAY);
    assertThat(judge.model()).isEqualTo(train.model());
    assertThat(judge.candidate().model())
        .isEqualTo(project.world().layout().artifact(Digest.of("candidate")));
    assertThat(judge.live().orElseThrow().files().model())
        .isEqualTo(project.world().layout().artifact(Digest.of("m")));
  }

  @Test
  void nothing_is_bound_by_a_training_that_is_only_proposed() {
    ended(taken(workflows.start(RETRAIN)));
    var model = project.release().at(Kind.MODEL, Name.of("delay"));
    assertThat(project.tracking().bindings().model(model.version()).orElseThrow().model())
        .isEqualTo(Digest.of("m"));
  }

  @Test
  void the_commit_moves_one_value_and_touches_neither_branch_nor_files() throws IOException {
    String before = repository.read("models/delay.yaml");
    ended(taken(workflows.start(RETRAIN)));

    RevCommit commit = commit(BRANCH);
    assertThat(commit.getParent(0).name()).isEqualTo(project.revision());
    assertThat(content(commit, "models/delay.yaml"))
        .isEqualTo(before.replace("2001-04-01T00:00:00Z", "2001-05-05T00:00:00Z"));
    assertThat(repository.resolve("HEAD")).contains(project.revision());
    assertThat(repository.read("models/delay.yaml")).isEqualTo(before);
  }

  @Test
  void an_alert_starts_it_and_its_windows_are_the_evidence() throws IOException {
    drift();
    workflows.resume();
    workflows.finish();

    RunRecord run = only();
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.parameters())
        .containsEntry("monitor", "delay-drift")
        .containsEntry("alert", "features-drifted")
        .containsEntry("firedAt", "2001-05-05T00:00:00Z");
    Golden.of(Path.of("src/test/cases/proposal/message.txt"))
        .check(commit(BRANCH).getFullMessage());
    assertThat(project.story())
        .last()
        .isEqualTo(
            "retrain-delay proposes delay as of 2001-05-05T00:00:00Z on the branch "
                + BRANCH
                + ", auc 0.6800 against 0.6500 live; merge it to roll it out");
  }

  @Test
  void what_an_alert_ordered_survives_the_death_of_the_process() {
    drift();
    assertThat(only().state()).isEqualTo(RunState.PENDING);
    workflows.close();

    workflows = workflows(repository);
    workflows.resume();
    workflows.resume();
    workflows.finish();

    assertThat(only().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(kinds()).containsExactly("Ingest", "Ingest", "Train", "Judge");
  }

  @Test
  void a_run_that_died_after_its_proposal_does_not_propose_twice() throws IOException {
    RunRecord first = ended(taken(workflows.start(RETRAIN)));
    project.tracking().runs().save(running(first));

    workflows = workflows(repository);
    workflows.resume();
    workflows.finish();

    assertThat(only().outputs().get("commit")).isEqualTo(first.outputs().get("commit"));
    assertThat(repository.resolve("refs/heads/" + BRANCH + "-2")).isEmpty();
  }

  @Test
  void a_branch_that_is_there_stays_as_it_is() throws IOException {
    repository.branch(BRANCH);
    repository.write("notes.txt", "mine");
    String mine = repository.commit("Notes of a person");
    RunRecord run = ended(taken(workflows.start(RETRAIN)));
    assertThat(run.outputs()).containsEntry("branch", BRANCH + "-2");
    assertThat(repository.resolve("refs/heads/" + BRANCH)).contains(mine);
  }

  @Test
  void a_broken_gate_proposes_nothing_and_says_so() {
    project.platform().answer(order -> answer(order, false));
    RunRecord run = ended(taken(workflows.start(RETRAIN)));
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.cause())
        .contains("nothing is proposed: delay fails its gate auc >= 0.63: auc is 0.6800");
    assertThat(run.outputs()).containsEntry("delay.auc", "0.68").doesNotContainKey("branch");
    assertThat(repository.resolve("refs/heads/" + BRANCH)).isEmpty();
    assertThat(project.story()).last().asString().startsWith("retrain-delay ends: nothing is");
  }

  @Test
  void a_model_that_is_up_to_date_is_not_trained() {
    project.tracking().pointers().dataClock(Instant.parse("2001-04-01T00:00:00Z"));
    RunRecord run = ended(taken(workflows.start(RETRAIN)));
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.cause().orElseThrow()).contains("is trained as of 2001-04-01T00:00:00Z already");
    assertThat(kinds()).containsExactly("Ingest", "Ingest");
  }

  @Test
  void a_second_alert_within_the_week_is_beyond_the_budget() {
    workflows.fired(fired("2001-05-05"));
    workflows.resume();
    workflows.finish();
    workflows = workflows(repository);

    workflows.fired(fired("2001-05-11"));
    assertThat(project.tracking().runs().unfinished()).isEmpty();
    assertThat(project.story())
        .last()
        .isEqualTo(
            "retrain-delay is not started: it may start 1 times in seven days of data, and did");

    workflows.fired(fired("2001-05-12"));
    assertThat(project.tracking().runs().unfinished()).hasSize(1);
  }

  @Test
  void a_budget_may_be_of_a_day_or_of_a_month() {
    OnDrift daily = budget(new Budget(1, Budget.Span.DAY));
    workflows.fired(fired("2001-05-05", daily));
    workflows.resume();
    workflows.finish();
    workflows = workflows(repository);

    workflows.fired(fired("2001-05-30", budget(new Budget(1, Budget.Span.MONTH))));
    assertThat(project.tracking().runs().unfinished()).isEmpty();
    assertThat(project.story())
        .last()
        .isEqualTo(
            "retrain-delay is not started: it may start 1 times in thirty days of data, and did");

    workflows.fired(fired("2001-05-06", daily));
    assertThat(project.tracking().runs().unfinished()).hasSize(1);
  }

  private static OnDrift budget(Budget budget) {
    return new OnDrift(RETRAIN, 1, Optional.of(budget), Optional.empty());
  }

  private Fired fired(String day, OnDrift onDrift) {
    Fired fired = fired(day);
    Monitor monitor = fired.monitor();
    return new Fired(
        new Monitor(
            monitor.metadata(),
            monitor.of(),
            monitor.window(),
            monitor.drift(),
            monitor.writeTo(),
            monitor.alerts(),
            Optional.of(onDrift)),
        fired.alert(),
        fired.at(),
        fired.now(),
        fired.sentence());
  }

  @Test
  void one_run_at_a_time() {
    CountDownLatch never = new CountDownLatch(1);
    project
        .platform()
        .answer(
            _ -> {
              never.await();
              throw new AssertionError();
            });
    String first = taken(workflows.start(RETRAIN));
    assertThat(workflows.start(RETRAIN))
        .isEqualTo(
            new Started.Refused(
                "retrain-delay runs already", "follow it: millwright logs " + first));
    workflows.fired(fired("2001-05-05"));
    assertThat(project.tracking().runs().unfinished())
        .filteredOn(run -> run.kind().equals("workflow"))
        .hasSize(1);
  }

  @Test
  void a_workflow_that_is_not_live_is_unknown() {
    assertThat(workflows.start(Name.of("nothing")))
        .isEqualTo(new Started.Unknown("nothing live is Workflow/nothing"));
  }

  /// Two windows in a row drift, so that the alert fires.
  private void drift() {
    project
        .platform()
        .answer(
            order ->
                order.job() instanceof Job.Watch
                    ? new JobResult.Watched(
                        List.of(window("2001-05-04", 0.24), window("2001-05-05", 0.31)))
                    : answer(order, true));
    try {
      new Monitors(project.world(), workflows)
          .watch(project.release(), project.revision(), MAY, false);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    project.platform().orders().clear();
  }

  private Workflows workflows(TemporaryRepository original) {
    Path git = original.git().getRepository().getDirectory().toPath();
    return new Workflows(project.world(), git, Turn.Work::run);
  }

  private RunRecord ended(String id) {
    workflows.finish();
    return project.tracking().runs().find(id).orElseThrow();
  }

  private RunRecord only() {
    return project.tracking().runs().list(50).stream()
        .filter(run -> run.kind().equals("workflow"))
        .reduce(
            (one, other) -> {
              throw new AssertionError(one.id() + " and " + other.id());
            })
        .orElseThrow();
  }

  private List<String> kinds() {
    return project.platform().orders().stream()
        .map(order -> order.job().getClass().getSimpleName())
        .toList();
  }

  private Job job(int index) {
    return project.platform().orders().get(index).job();
  }

  private Fired fired(String day) {
    Monitor monitor =
        (Monitor) project.release().at(Kind.MONITOR, Name.of("delay-drift")).definition();
    Instant at = Instant.parse(day + "T00:00:00Z");
    return new Fired(monitor, monitor.alerts().getFirst(), at, at, "distance ks 0.18 > 0.10");
  }

  private RevCommit commit(String branch) throws IOException {
    try (RevWalk walk = new RevWalk(git())) {
      ObjectId id = git().resolve("refs/heads/" + branch);
      return walk.parseCommit(id);
    }
  }

  private String content(RevCommit commit, String path) throws IOException {
    try (TreeWalk file = TreeWalk.forPath(git(), path, commit.getTree())) {
      return new String(git().open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
    }
  }

  private Repository git() {
    return repository.git().getRepository();
  }

  private static String taken(Started started) {
    return ((Started.Taken) started).run();
  }

  private static JobResult answer(JobOrder order, boolean passed) {
    return switch (order.job()) {
      case Job.Ingest ingest ->
          new JobResult.Ingested(Digest.of(ingest.set().toString()), 10, 1, new TreeMap<>());
      case Job.Train _ -> TRAINED;
      case Job.Judge _ ->
          new JobResult.Judged(
              passed,
              new TreeMap<>(
                  Map.of(
                      "auc",
                      0.68,
                      "live.auc",
                      0.65,
                      "log_loss",
                      0.43,
                      "live.log_loss",
                      0.46,
                      "examples",
                      812.0,
                      "live.examples",
                      812.0,
                      "base_log_loss",
                      0.5)),
              List.of(new Gate("auc >= 0.63", passed, "auc >= 0.63: auc is 0.6800")));
      case Job.Run _, Job.Watch _ -> throw new AssertionError(order.run());
    };
  }

  private static WindowVerdict window(String day, double psi) {
    Instant end = Instant.parse(day + "T00:00:00Z");
    return new WindowVerdict(
        end.minus(Duration.ofDays(7)),
        end,
        2100,
        Verdict.DRIFTED,
        List.of(new FeatureDrift("origin_delay_24h", Method.PSI, psi, 0.2, true)));
  }

  private static RunRecord running(RunRecord run) {
    return new RunRecord(
        run.id(),
        run.kind(),
        RunState.RUNNING,
        run.component(),
        run.version(),
        run.revision(),
        run.rollout(),
        run.parameters(),
        run.inputs(),
        new TreeMap<>(),
        new TreeMap<>(),
        run.result(),
        run.cause(),
        run.created(),
        run.started(),
        java.util.Optional.empty());
  }
}
