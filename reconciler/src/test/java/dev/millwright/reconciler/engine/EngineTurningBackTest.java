package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import dev.millwright.tracking.StepState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A newer commit, a deadline or a closing daemon, while steps are under way.
final class EngineTurningBackTest {
  @RegisterExtension final Upgrade upgrade = new Upgrade();

  @Test
  void a_daemon_that_closes_while_traffic_cannot_be_given_back_goes_on_returning() {
    upgrade.scene.platform.errorsOfTarget = 5;
    upgrade.scene.platform.failing.put("route:100%", 3);
    upgrade.scene.pauses =
        length -> {
          if (length.equals(Duration.ofSeconds(1))) {
            throw new InterruptedException();
          }
        };
    upgrade.scene.begin("second", upgrade.example.second, plan -> plan);
    assertThat(catchThrowable(() -> upgrade.scene.engine().run()))
        .isInstanceOf(InterruptedException.class);
    assertThat(upgrade.scene.tracking.rollouts().latest().orElseThrow().phase())
        .isEqualTo(Phase.RETURNING);
    upgrade.scene.pauses = _ -> {};
    upgrade.assertBaseIsLiveAndTargetInQuarantine(upgrade.scene.goOn(), "error_rate");
  }

  @Test
  void a_newer_commit_does_not_wait_for_a_long_training() throws InterruptedException {
    CountDownLatch training = new CountDownLatch(1);
    upgrade.scene.platform.endless.put("Train", training);
    Digest newer = Digest.of("newer");
    upgrade.scene.newer = () -> training.getCount() == 0 ? Optional.of(newer) : Optional.empty();
    RolloutRecord overtaken = upgrade.second();
    assertThat(overtaken.phase()).isEqualTo(Phase.OVERTAKEN);
    assertThat(overtaken.successor()).contains(newer);
    assertThat(upgrade.scene.tracking.quarantine().find(upgrade.target)).isEmpty();
    RunRecord run = upgrade.scene.tracking.runs().find("second-train-delay").orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.cause()).contains("a newer commit takes its place");
    assertThat(upgrade.scene.platform.effects).contains("cancel:second-train-delay");
    assertThat(overtaken.steps()).noneMatch(step -> step.state() == StepState.FAILED);
    upgrade.assertBaseHasEverything();
  }

  @Test
  void a_newer_commit_overtakes_while_a_share_is_held() {
    CountDownLatch holding = new CountDownLatch(1);
    upgrade.scene.pauses =
        length -> {
          if (length.equals(Duration.ofSeconds(2))) {
            holding.countDown();
            new CountDownLatch(1).await();
          }
        };
    upgrade.scene.newer =
        () -> holding.getCount() == 0 ? Optional.of(Digest.of("newer")) : Optional.empty();
    RolloutRecord overtaken = upgrade.second();
    assertThat(overtaken.phase()).isEqualTo(Phase.OVERTAKEN);
    assertThat(overtaken.percent()).isEqualTo(10);
    upgrade.assertBaseHasEverything();
  }

  @Test
  void a_step_past_its_deadline_sends_everything_back_and_is_named() {
    CountDownLatch training = new CountDownLatch(1);
    upgrade.scene.platform.endless.put("Train", training);
    RolloutRecord rollout =
        upgrade.scene.begin(
            "second",
            upgrade.example.second,
            plan -> with(plan, "train:delay", EngineTurningBackTest::withoutTime));
    assertThat(rollout.plan().steps()).anyMatch(step -> step.deadline().isZero());
    upgrade.assertBaseIsLiveAndTargetInQuarantine(
        upgrade.scene.goOn(), "train:delay (Model/delay) did not end within 0 s");
  }

  @Test
  void a_training_may_take_as_long_as_its_function_says() {
    upgrade.scene.platform.overtime = Optional.of("Train");
    upgrade.assertBaseIsLiveAndTargetInQuarantine(
        upgrade.second(), "train of delay: did not end within 10 min");
    RunRecord run = upgrade.scene.tracking.runs().find("second-train-delay").orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(run.cause()).contains("did not end within 10 min");
  }

  private static Plan with(Plan plan, String id, UnaryOperator<Step> change) {
    return new Plan(
        plan.from(),
        plan.to(),
        plan.changes(),
        plan.contracts(),
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
    upgrade.scene.platform.endless.put("Train", training);
    upgrade.scene.begin("second", upgrade.example.second, plan -> plan);
    FutureTask<Optional<RolloutRecord>> running =
        new FutureTask<>(
            () -> {
              try {
                return Optional.of(upgrade.scene.engine().run());
              } catch (InterruptedException e) {
                return Optional.empty();
              }
            });
    Thread daemon = Thread.ofVirtual().start(running);
    training.await();
    daemon.interrupt();
    assertThat(running.get()).isEmpty();
    RolloutRecord left = upgrade.scene.tracking.rollouts().inProgress().orElseThrow();
    assertThat(left.phase()).isEqualTo(Phase.PREPARING);
    assertThat(left.steps()).noneMatch(step -> step.state() == StepState.FAILED);
    assertThat(upgrade.scene.tracking.runs().find("second-train-delay").orElseThrow().state())
        .isEqualTo(RunState.RUNNING);
    upgrade.scene.platform.endless.clear();
    assertThat(upgrade.scene.goOn().phase()).isEqualTo(Phase.DONE);
  }
}
