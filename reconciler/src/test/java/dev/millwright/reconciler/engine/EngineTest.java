package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.spec.serving.ReleasesFile;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a rollout comes to when the world does this or that.
final class EngineTest {
  private static final String GIVEN =
      """
      apiVersion: millwright.dev/v1
      kind: Model
      metadata: {name: given}
      spec:
        artifact: models/given.onnx
        format: onnx
        inputs: [{name: distance, type: int64}]
        outputs: [{name: given_probability, type: float64}]
      """;

  @RegisterExtension final Upgrade upgrade = new Upgrade();

  @Test
  void the_target_takes_traffic_share_by_share_and_the_base_is_retired() {
    RolloutRecord done = upgrade.second();
    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(done.steps()).allMatch(step -> step.state() == StepState.DONE);
    assertThat(done.plan().steps().stream().map(Step::action))
        .contains(Action.BUILD, Action.INGEST, Action.TRAIN, Action.JUDGE, Action.START)
        .contains(Action.SHIFT, Action.PROVE, Action.REBASELINE, Action.RETIRE);
    assertThat(upgrade.scene.platform.effects.stream().filter(it -> it.startsWith("route")))
        .containsExactly(
            "route:100%", "route:10%", "route:50%", "route:100%", "route:100%", "route:100%");
    assertThat(upgrade.scene.tracking.pointers().live()).contains(upgrade.target);
    assertThat(upgrade.scene.tracking.pointers().lastGood()).contains(upgrade.target);
    assertThat(upgrade.scene.platform.machine.replicas).hasSize(1);
  }

  @Test
  void settings_alone_start_processes_beside_the_old_and_train_nothing() {
    upgrade.second();
    upgrade.scene.platform.effects.clear();
    RolloutRecord done = upgrade.scene.bring("third", upgrade.example.third);
    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(done.plan().steps().stream().map(Step::action)).contains(Action.UPDATE);
    assertThat(upgrade.scene.platform.effects)
        .doesNotContain("Train")
        .containsOnlyOnce("start", "stop");
    assertThat(upgrade.scene.platform.machine.replicas).hasSize(1);
  }

  @Test
  void a_file_of_the_commit_is_brought_and_bound_and_neither_trained_nor_judged() {
    upgrade.example.repository.write("models/given.onnx", "bytes of another trainer");
    upgrade.example.repository.write("models/given.yaml", GIVEN);
    upgrade.example.repository.replace(
        "graphs/predict-delay.yaml",
        "- {name: predict, model: {model: delay}}",
        "- {name: predict, model: {model: delay}}\n    - {name: second, model: {model: given}}");
    RolloutRecord done = upgrade.scene.bring("given", upgrade.example.revision());
    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(done.plan().steps().stream().map(Step::id))
        .contains("start:predict-delay", "rebaseline:delay-drift")
        .doesNotContain("train:given", "judge:given");
    ReleasesFile.ModelPaths bound =
        upgrade.scene.platform.machine.bound.values().stream()
            .flatMap(it -> it.releases().values().stream())
            .flatMap(it -> Stream.ofNullable(it.models().get(Name.of("given"))))
            .findFirst()
            .orElseThrow();
    assertThat(bound.baseline()).isEmpty();
    assertThat(Path.of(bound.model())).hasContent("bytes of another trainer");
  }

  @Test
  void a_graph_version_of_both_releases_answers_for_both_until_no_traffic_asks_for_it() {
    upgrade.second();
    Digest second = upgrade.target;
    upgrade.scene.platform.stable = second;
    upgrade.scene.platform.errorsOfTarget = 5;
    assertThat(upgrade.scene.bring("third", upgrade.example.third).phase())
        .isEqualTo(Phase.RETURNED);
    assertThat(upgrade.scene.platform.machine.replicas)
        .singleElement()
        .satisfies(
            replica ->
                assertThat(
                        upgrade
                            .scene
                            .platform
                            .machine
                            .bound
                            .get(Machine.version(replica.graph(), replica.version()))
                            .releases())
                    .containsOnlyKeys(second));
    assertThat(upgrade.scene.tracking.pointers().live()).contains(second);
  }

  @Test
  void a_gate_that_does_not_hold_leaves_all_traffic_where_it_was() {
    upgrade.scene.platform.gateHolds = false;
    upgrade.assertBaseIsLiveAndTargetInQuarantine(
        upgrade.second(), "fails its gate auc >= 0.63: auc is 0.5");
    assertThat(upgrade.scene.platform.effects).doesNotContain("start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ingest", "Train", "Judge", "start", "bind", "route:10%"})
  void what_fails_once_sends_everything_back(String effect) {
    int whenTakingOffice = effect.equals("bind") ? 1 : 0;
    upgrade.scene.platform.failing.put(effect, whenTakingOffice + 1);
    upgrade.assertBaseIsLiveAndTargetInQuarantine(
        upgrade.second(), "the test lets " + effect + " fail");
  }

  @Test
  void an_image_that_does_not_build_changes_nothing() {
    upgrade.scene.imageFailure = Optional.of("does not compile");
    upgrade.scene.pauses = _ -> upgrade.scene.imageFailure = Optional.empty();
    upgrade.assertBaseIsLiveAndTargetInQuarantine(upgrade.second(), "does not compile");
    assertThat(upgrade.scene.platform.effects).doesNotContain("Train", "stop");
  }

  @Test
  void a_failing_analysis_sends_everything_back() {
    upgrade.scene.platform.errorsOfTarget = 5;
    RolloutRecord returned = upgrade.second();
    upgrade.assertBaseIsLiveAndTargetInQuarantine(returned, "error_rate is 0.0500");
    assertThat(returned.percent()).isEqualTo(10);
  }

  @Test
  void too_few_requests_go_on_where_the_graph_says_so_and_that_is_told() {
    upgrade.scene.platform.requestsEachTime = 1;
    assertThat(upgrade.second().phase()).isEqualTo(Phase.DONE);
    assertThat(upgrade.scene.tracking.story().list(100))
        .anyMatch(line -> line.sentence().contains("inconclusive (1 requests, and 20 are asked)"));
  }

  @Test
  void too_few_requests_send_everything_back_where_the_graph_says_so() {
    upgrade.example.repository.replace(
        "graphs/predict-delay.yaml", "onInconclusive: proceed", "onInconclusive: return");
    Example.Revision careful = upgrade.example.revision();
    upgrade.scene.platform.requestsEachTime = 1;
    RolloutRecord returned = upgrade.scene.bring("careful", careful);
    assertThat(returned.phase()).isEqualTo(Phase.RETURNED);
    assertThat(returned.cause().orElseThrow())
        .contains("the analysis of predict-delay is inconclusive");
    upgrade.assertBaseHasEverything();
  }

  @Test
  void traffic_that_cannot_be_given_back_is_tried_again_until_it_is_back() {
    upgrade.scene.platform.errorsOfTarget = 5;
    upgrade.scene.platform.failing.put("route:100%", 4);
    List<Duration> waits = new ArrayList<>();
    upgrade.scene.pauses = waits::add;
    upgrade.assertBaseIsLiveAndTargetInQuarantine(upgrade.second(), "error_rate");
    assertThat(waits)
        .containsSubsequence(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(upgrade.scene.tracking.story().list(100))
        .anyMatch(line -> line.sentence().contains("next attempt in 4 s"));
  }

  @Test
  void the_first_release_of_all_leaves_nothing_behind_when_it_fails_under_traffic(
      @TempDir Path other) {
    try (Scene alone = new Scene(other, new Machine(), upgrade.example)) {
      alone.platform.errorsOfTarget = 5;
      assertThat(alone.bring("first", upgrade.example.first).phase()).isEqualTo(Phase.RETURNED);
      assertThat(alone.platform.machine.replicas).isEmpty();
      assertThat(alone.platform.machine.routes.orElseThrow().shares()).isEmpty();
      assertThat(alone.tracking.pointers().live()).isEmpty();
      assertThat(alone.tracking.pointers().lastGood()).isEmpty();
    }
  }
}
