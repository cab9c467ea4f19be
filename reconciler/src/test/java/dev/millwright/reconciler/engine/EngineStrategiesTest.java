package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The ways to take traffic beside the canary.
final class EngineStrategiesTest {
  @RegisterExtension final Upgrade upgrade = new Upgrade();

  @Test
  void a_blue_green_release_takes_all_at_once_and_the_old_one_stays_until_it_is_proven() {
    List<Integer> running = new ArrayList<>();
    upgrade.scene.pauses = _ -> running.add(upgrade.scene.platform.machine.replicas.size());
    assertThat(bring("strategy: blueGreen", "steps: [10, 50]").phase()).isEqualTo(Phase.DONE);
    assertThat(routes()).containsExactly("route:100%", "route:100%", "route:100%", "route:100%");
    assertThat(running).as("while it is proven, and drained").containsExactly(2, 2);
    assertThat(upgrade.scene.platform.machine.replicas).hasSize(1);
  }

  @Test
  void a_blue_green_release_that_fails_under_all_traffic_gives_it_back_at_once() {
    upgrade.scene.platform.errorsOfTarget = 5;
    RolloutRecord returned = bring("strategy: blueGreen");
    assertThat(returned.phase()).isEqualTo(Phase.RETURNED);
    assertThat(returned.cause().orElseThrow()).contains("error_rate");
    upgrade.assertBaseHasEverything();
  }

  @Test
  void a_shadow_is_asked_and_answers_nobody_before_its_first_share() {
    assertThat(bring("shadow: true", "steps: [10, 50]").phase()).isEqualTo(Phase.DONE);
    assertThat(routes())
        .startsWith("route:100%", "route:100% and copies", "route:100%", "route:10%", "route:50%");
  }

  @Test
  void copies_are_of_the_graphs_that_ask_for_it_and_judged_after_the_pause() {
    List<Duration> whileCopied = new ArrayList<>();
    upgrade.scene.pauses =
        length ->
            upgrade
                .scene
                .platform
                .machine
                .routes
                .flatMap(it -> it.copies())
                .ifPresent(
                    copies -> {
                      assertThat(copies.graphs()).hasToString("[predict-delay]");
                      assertThat(copies.release()).isNotEqualTo(upgrade.base);
                      whileCopied.add(length);
                    });
    assertThat(bring("strategy: shadow").phase()).isEqualTo(Phase.DONE);
    assertThat(whileCopied).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void a_shadow_that_passes_takes_all_at_once_and_what_came_of_it_is_told() {
    assertThat(bring("strategy: shadow").phase()).isEqualTo(Phase.DONE);
    assertThat(routes())
        .startsWith("route:100%", "route:100% and copies", "route:100%", "route:100%")
        .doesNotContain("route:10%");
    assertThat(told())
        .contains(
            "shadow: 100 copies answered, 0 with an error; of 100 answers compared 10 differ:"
                + " late_probability by 0.01000 on average, 0.01000 at most");
  }

  @Test
  void a_shadow_that_fails_never_had_a_share() {
    upgrade.scene.platform.errorsOfCopies = 5;
    RolloutRecord returned = bring("strategy: shadow");
    assertThat(returned.phase()).isEqualTo(Phase.RETURNED);
    assertThat(returned.percent()).isZero();
    assertThat(returned.cause().orElseThrow()).contains("error_rate");
    upgrade.assertBaseHasEverything();
    assertThat(upgrade.scene.platform.machine.routes.orElseThrow().copies()).isEmpty();
  }

  @Test
  void a_release_that_answers_otherwise_than_it_may_has_its_first_share_and_no_other() {
    upgrade.example.repository.replace(
        "graphs/predict-delay.yaml", "[\"error_rate <= 0.01\"", "[\"psi(late_probability) < 0.2\"");
    upgrade.scene.platform.answerOfTarget = 0.9;
    upgrade.scene.platform.stable = upgrade.base;
    RolloutRecord returned = bring("steps: [10, 50]");
    assertThat(returned.phase()).isEqualTo(Phase.RETURNED);
    assertThat(returned.percent()).isEqualTo(10);
    assertThat(returned.cause().orElseThrow())
        .contains("the analysis of predict-delay fails: psi(late_probability) < 0.2 does not hold");
    upgrade.assertBaseHasEverything();
  }

  @Test
  void too_few_copies_are_never_a_pass() {
    upgrade.scene.platform.copiesEachTime = 1;
    upgrade.example.repository.replace(
        "graphs/predict-delay.yaml", "onInconclusive: proceed", "onInconclusive: return");
    RolloutRecord returned = bring("strategy: shadow");
    assertThat(returned.phase()).isEqualTo(Phase.RETURNED);
    assertThat(returned.cause().orElseThrow()).contains("inconclusive").contains("1 requests");
  }

  @Test
  void a_newer_commit_overtakes_a_shadow_and_copies_end() {
    List<Digest> newer = new ArrayList<>();
    upgrade.scene.newer = () -> newer.stream().findFirst();
    upgrade.scene.pauses =
        _ -> {
          if (upgrade.scene.platform.machine.routes.flatMap(it -> it.copies()).isPresent()) {
            newer.add(Digest.of("newer"));
          }
        };
    assertThat(bring("strategy: shadow").phase()).isEqualTo(Phase.OVERTAKEN);
    upgrade.assertBaseHasEverything();
    assertThat(upgrade.scene.platform.machine.routes.orElseThrow().copies()).isEmpty();
  }

  @Test
  void copies_go_to_nobody_where_nothing_is_another_version() {
    bring("strategy: shadow");
    upgrade.scene.platform.effects.clear();
    upgrade.example.repository.replace(
        "graphs/predict-delay.yaml", "memory: 640Mi", "memory: 768Mi");
    assertThat(upgrade.scene.bring("settings", upgrade.example.revision()).phase())
        .isEqualTo(Phase.DONE);
    assertThat(routes()).doesNotContain("route:100% and copies");
  }

  private RolloutRecord bring(String... rollout) {
    return upgrade.scene.bring("other", upgrade.example.taking(rollout));
  }

  private List<String> routes() {
    return upgrade.scene.platform.effects.stream().filter(it -> it.startsWith("route")).toList();
  }

  private List<String> told() {
    return upgrade.scene.tracking.story().list(50).stream().map(it -> it.sentence()).toList();
  }
}
