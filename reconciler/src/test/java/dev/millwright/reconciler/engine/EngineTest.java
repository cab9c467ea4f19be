package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import dev.millwright.tracking.StepState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One rollout from the first release of the example to the second, disturbed by what the world
/// does.
final class EngineTest {
  private final Example example = new Example();
  private final Digest base = example.first.release().id();
  private final Digest target = example.second.release().id();
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void bring_the_first_release() {
    scene = new Scene(folder, new Machine(), example);
    assertThat(scene.bring("first", example.first).phase()).isEqualTo(Phase.DONE);
    scene.platform.effects.clear();
    scene.platform.stable = base;
  }

  @AfterEach
  void close() {
    scene.close();
    example.close();
  }

  private RolloutRecord second() {
    return scene.bring("second", example.second);
  }

  private void assertBaseIsLiveAndTargetInQuarantine(RolloutRecord rollout, String cause) {
    assertThat(rollout.phase()).isEqualTo(Phase.RETURNED);
    assertThat(rollout.cause()).hasValueSatisfying(it -> assertThat(it).contains(cause));
    assertThat(scene.tracking.quarantine().find(target).orElseThrow().cause()).contains(cause);
    assertBaseHasEverything();
  }

  private void assertBaseHasEverything() {
    var routes = scene.platform.machine.routes.orElseThrow();
    assertThat(routes.shares()).containsOnlyKeys(base).containsEntry(base, 100);
    assertThat(routes.graphs()).containsOnlyKeys(base);
    assertThat(scene.platform.machine.replicas)
        .containsExactlyInAnyOrderElementsOf(
            routes.graphs().get(base).values().stream().flatMap(List::stream).toList());
    assertThat(scene.tracking.pointers().live()).contains(base);
    assertThat(scene.tracking.pointers().lastGood()).contains(base);
  }

  @Test
  void the_target_takes_traffic_share_by_share_and_the_base_is_retired() {
    RolloutRecord done = second();
    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(done.steps()).allMatch(step -> step.state() == StepState.DONE);
    assertThat(done.plan().steps().stream().map(Step::action))
        .contains(Action.BUILD, Action.INGEST, Action.TRAIN, Action.JUDGE, Action.START)
        .contains(Action.SHIFT, Action.PROVE, Action.REBASELINE, Action.RETIRE);
    assertThat(scene.platform.effects.stream().filter(it -> it.startsWith("route")))
        .containsExactly("route:10%", "route:50%", "route:100%", "route:100%");
    assertThat(scene.tracking.pointers().live()).contains(target);
    assertThat(scene.tracking.pointers().lastGood()).contains(target);
    assertThat(scene.platform.machine.replicas).hasSize(1);
  }

  @Test
  void settings_alone_start_processes_beside_the_old_and_train_nothing() {
    second();
    scene.platform.effects.clear();
    RolloutRecord done = scene.bring("third", example.third);
    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(done.plan().steps().stream().map(Step::action)).contains(Action.UPDATE);
    assertThat(scene.platform.effects).doesNotContain("Train").containsOnlyOnce("start", "stop");
    assertThat(scene.platform.machine.replicas).hasSize(1);
  }

  @Test
  void a_gate_that_does_not_hold_leaves_all_traffic_where_it_was() {
    scene.platform.gateHolds = false;
    assertBaseIsLiveAndTargetInQuarantine(second(), "fails its gate auc >= 0.63: auc is 0.5");
    assertThat(scene.platform.effects).doesNotContain("start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ingest", "Train", "Judge", "start", "bind", "route:10%"})
  void what_fails_once_sends_everything_back(String effect) {
    scene.platform.failing.put(effect, 1);
    assertBaseIsLiveAndTargetInQuarantine(second(), "the test lets " + effect + " fail");
  }

  @Test
  void an_image_that_does_not_build_changes_nothing() {
    scene.imageFailure = Optional.of("does not compile");
    scene.pauses = _ -> scene.imageFailure = Optional.empty();
    assertBaseIsLiveAndTargetInQuarantine(second(), "does not compile");
    assertThat(scene.platform.effects).doesNotContain("Train", "stop");
  }

  @Test
  void a_failing_analysis_sends_everything_back() {
    scene.platform.errorsOfTarget = 5;
    RolloutRecord returned = second();
    assertBaseIsLiveAndTargetInQuarantine(returned, "error_rate is 0.0500");
    assertThat(returned.percent()).isEqualTo(10);
  }

  @Test
  void too_few_requests_go_on_where_the_graph_says_so_and_that_is_told() {
    scene.platform.requestsEachTime = 1;
    assertThat(second().phase()).isEqualTo(Phase.DONE);
    assertThat(scene.tracking.story().list(100))
        .anyMatch(line -> line.sentence().contains("inconclusive (1 requests, and 20 are asked)"));
  }

  @Test
  void too_few_requests_send_everything_back_where_the_graph_says_so() {
    example.repository.replace(
        "graphs/predict-delay.yaml", "onInconclusive: proceed", "onInconclusive: return");
    Example.Revision careful = example.revision();
    scene.platform.requestsEachTime = 1;
    RolloutRecord returned = scene.bring("careful", careful);
    assertThat(returned.phase()).isEqualTo(Phase.RETURNED);
    assertThat(returned.cause().orElseThrow()).contains("the analysis is inconclusive");
    assertBaseHasEverything();
  }

  @Test
  void traffic_that_cannot_be_given_back_is_tried_again_until_it_is_back() {
    scene.platform.errorsOfTarget = 5;
    scene.platform.failing.put("route:100%", 3);
    List<Duration> waits = new ArrayList<>();
    scene.pauses = waits::add;
    assertBaseIsLiveAndTargetInQuarantine(second(), "error_rate");
    assertThat(waits)
        .containsSubsequence(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(scene.tracking.story().list(100))
        .anyMatch(line -> line.sentence().contains("next attempt in 4 s"));
  }

  @Test
  void a_daemon_that_closes_while_traffic_cannot_be_given_back_goes_on_returning() {
    scene.platform.errorsOfTarget = 5;
    scene.platform.failing.put("route:100%", 3);
    scene.pauses =
        length -> {
          if (length.equals(Duration.ofSeconds(1))) {
            throw new InterruptedException();
          }
        };
    scene.begin("second", example.second, plan -> plan);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> scene.engine().run()))
        .isInstanceOf(InterruptedException.class);
    assertThat(scene.tracking.rollouts().latest().orElseThrow().phase()).isEqualTo(Phase.RETURNING);
    scene.pauses = _ -> {};
    assertBaseIsLiveAndTargetInQuarantine(scene.goOn(), "error_rate");
  }

  @Test
  void the_first_release_of_all_leaves_nothing_behind_when_it_fails_under_traffic(
      @TempDir Path other) {
    try (Scene alone = new Scene(other, new Machine(), example)) {
      alone.platform.errorsOfTarget = 5;
      assertThat(alone.bring("first", example.first).phase()).isEqualTo(Phase.RETURNED);
      assertThat(alone.platform.machine.replicas).isEmpty();
      assertThat(alone.platform.machine.routes.orElseThrow().shares()).isEmpty();
      assertThat(alone.tracking.pointers().live()).isEmpty();
      assertThat(alone.tracking.pointers().lastGood()).isEmpty();
    }
  }

  @Test
  void a_newer_commit_does_not_wait_for_a_long_training() throws InterruptedException {
    CountDownLatch training = new CountDownLatch(1);
    scene.platform.endless.put("Train", training);
    Digest newer = Digest.of("newer");
    scene.newer = () -> training.getCount() == 0 ? Optional.of(newer) : Optional.empty();
    RolloutRecord overtaken = second();
    assertThat(overtaken.phase()).isEqualTo(Phase.OVERTAKEN);
    assertThat(overtaken.successor()).contains(newer);
    assertThat(scene.tracking.quarantine().find(target)).isEmpty();
    RunRecord run = scene.tracking.runs().find("second-train-delay").orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.cause()).contains("a newer commit takes its place");
    assertThat(scene.platform.effects).contains("cancel:second-train-delay");
    assertThat(overtaken.steps()).noneMatch(step -> step.state() == StepState.FAILED);
    assertBaseHasEverything();
  }

  @Test
  void a_newer_commit_overtakes_while_a_share_is_held() {
    CountDownLatch holding = new CountDownLatch(1);
    scene.pauses =
        length -> {
          if (length.equals(Duration.ofSeconds(2))) {
            holding.countDown();
            new CountDownLatch(1).await();
          }
        };
    scene.newer =
        () -> holding.getCount() == 0 ? Optional.of(Digest.of("newer")) : Optional.empty();
    RolloutRecord overtaken = second();
    assertThat(overtaken.phase()).isEqualTo(Phase.OVERTAKEN);
    assertThat(overtaken.percent()).isEqualTo(10);
    assertBaseHasEverything();
  }

  @Test
  void a_step_past_its_deadline_sends_everything_back_and_is_named() {
    CountDownLatch training = new CountDownLatch(1);
    scene.platform.endless.put("Train", training);
    RolloutRecord rollout =
        scene.begin(
            "second", example.second, plan -> with(plan, "train:delay", EngineTest::withoutTime));
    assertThat(rollout.plan().steps()).anyMatch(step -> step.deadline().isZero());
    assertBaseIsLiveAndTargetInQuarantine(
        scene.goOn(), "train:delay (Model/delay) did not end within 0 s");
  }

  private static Plan with(Plan plan, String id, UnaryOperator<Step> change) {
    return new Plan(
        plan.from(),
        plan.to(),
        plan.changes(),
        plan.reach(),
        plan.steps().stream().map(it -> it.id().equals(id) ? change.apply(it) : it).toList());
  }

  private static Step withoutTime(Step step) {
    return new Step(
        step.id(), step.action(), step.target(), step.after(), Duration.ZERO, step.undo());
  }

  @Test
  void a_daemon_that_closes_records_no_failure_and_the_next_goes_on() throws Exception {
    CountDownLatch training = new CountDownLatch(1);
    scene.platform.endless.put("Train", training);
    scene.begin("second", example.second, plan -> plan);
    FutureTask<Optional<RolloutRecord>> running =
        new FutureTask<>(
            () -> {
              try {
                return Optional.of(scene.engine().run());
              } catch (InterruptedException e) {
                return Optional.empty();
              }
            });
    Thread daemon = Thread.ofVirtual().start(running);
    training.await();
    daemon.interrupt();
    assertThat(running.get()).isEmpty();
    RolloutRecord left = scene.tracking.rollouts().inProgress().orElseThrow();
    assertThat(left.phase()).isEqualTo(Phase.PREPARING);
    assertThat(left.steps()).noneMatch(step -> step.state() == StepState.FAILED);
    assertThat(scene.tracking.runs().find("second-train-delay").orElseThrow().state())
        .isEqualTo(RunState.RUNNING);
    scene.platform.endless.clear();
    assertThat(scene.goOn().phase()).isEqualTo(Phase.DONE);
  }
}
