package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.Routes;
import dev.millwright.spec.Digest;
import dev.millwright.tracking.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who answers while a rollout goes forward, back, or is interrupted.
final class EngineTrafficTest {
  private static final Duration DRAIN = Duration.ofSeconds(1);
  private static final Duration HOLD = Duration.ofSeconds(2);

  @RegisterExtension final Upgrade upgrade = new Upgrade();

  @Test
  void requests_in_hand_find_the_release_that_was_chosen_for_them_until_it_is_retired() {
    List<Set<Digest>> known = knownAtEachDrain();
    assertThat(upgrade.second().phase()).isEqualTo(Phase.DONE);
    assertThat(known).containsExactly(Set.of(upgrade.base, upgrade.target));
  }

  @Test
  void requests_in_hand_find_the_release_that_was_chosen_for_them_until_traffic_is_back() {
    upgrade.scene.platform.errorsOfTarget = 5;
    List<Set<Digest>> known = knownAtEachDrain();
    upgrade.assertBaseIsLiveAndTargetInQuarantine(upgrade.second(), "error_rate");
    assertThat(known).containsExactly(Set.of(upgrade.base, upgrade.target));
  }

  private List<Set<Digest>> knownAtEachDrain() {
    List<Set<Digest>> known = new ArrayList<>();
    upgrade.scene.pauses =
        length -> {
          if (length.equals(DRAIN)) {
            known.add(Set.copyOf(routes().graphs().keySet()));
          }
        };
    return known;
  }

  @Test
  void retiring_waits_for_the_longest_request_of_what_is_retired() {
    List<Duration> pauses = new ArrayList<>();
    upgrade.scene.pauses = pauses::add;
    upgrade.example.repository.replace(
        "graphs/predict-delay.yaml", "timeout: 1s", "timeout: 300ms");
    assertThat(upgrade.scene.bring("quick", upgrade.example.revision()).phase())
        .isEqualTo(Phase.DONE);
    assertThat(pauses).contains(DRAIN).doesNotContain(Duration.ofMillis(300));
  }

  @Test
  void what_cannot_be_retired_stays_until_it_can() {
    List<Integer> running = new ArrayList<>();
    upgrade.scene.pauses =
        length -> {
          if (length.equals(DRAIN) && running.isEmpty()) {
            upgrade.scene.platform.failing.put("bind", 1);
          }
          if (length.equals(DRAIN)) {
            running.add(upgrade.scene.platform.machine.replicas.size());
          }
        };
    assertThat(upgrade.second().phase()).isEqualTo(Phase.DONE);
    assertThat(running).containsExactly(2, 2, 2);
    assertThat(upgrade.scene.platform.machine.replicas).hasSize(1);
  }

  @Test
  void a_newer_commit_does_not_wait_for_what_cannot_be_retired() {
    List<Digest> waiting = new ArrayList<>();
    upgrade.scene.newer = () -> waiting.stream().findFirst();
    upgrade.scene.pauses =
        length -> {
          if (length.equals(DRAIN)) {
            upgrade.scene.platform.failing.put("bind", Integer.MAX_VALUE);
            waiting.add(Digest.of("newer"));
          }
        };
    assertThat(upgrade.scene.bring("second", upgrade.example.second).phase()).isEqualTo(Phase.DONE);
    assertThat(upgrade.scene.platform.machine.replicas).hasSize(2);
    assertThat(upgrade.scene.tracking.pointers().lastGood()).contains(upgrade.target);
  }

  @Test
  void what_vanishes_while_a_share_is_held_runs_again_before_the_next_share() {
    upgrade.scene.pauses =
        length -> {
          if (length.equals(HOLD)) {
            upgrade.scene.platform.machine.losePower();
          }
        };
    assertThat(upgrade.second().phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void after_a_power_failure_the_base_answers_before_any_step_goes_on() {
    List<Optional<Routes>> routes = new ArrayList<>();
    upgrade.scene.newer =
        () -> {
          routes.add(upgrade.scene.platform.machine.routes);
          return Optional.empty();
        };
    upgrade.scene.begin("second", upgrade.example.second, plan -> plan);
    upgrade.scene.platform.machine.losePower();
    upgrade.scene.platform.machine.routes = Optional.empty();
    assertThat(upgrade.scene.goOn().phase()).isEqualTo(Phase.DONE);
    assertThat(routes.getFirst().orElseThrow().shares()).containsOnlyKeys(upgrade.base);
  }

  private Routes routes() {
    return upgrade.scene.platform.machine.routes.orElseThrow();
  }
}
