package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.tracking.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A rollout where nothing but the numbers of pods splits requests.
final class EnginePodNumbersTest {
  private static final Duration HOLD = Duration.ofSeconds(2);

  @RegisterExtension final Upgrade upgrade = new Upgrade();
  private final List<String> held = new ArrayList<>();
  private Example.Revision base;
  private Example.Revision target;

  @BeforeEach
  void four_replicas() {
    upgrade.scene.platform.splits = false;
    upgrade.example.repository.replace(
        "graphs/predict-delay.yaml", "scaling: {replicas: 1}", "scaling: {replicas: 4}");
    base = upgrade.example.taking("strategy: canary", "steps: [10, 25, 50]");
    assertThat(upgrade.scene.bring("four", base).phase()).isEqualTo(Phase.DONE);
    upgrade.example.repository.replace(
        "features/origin-delays.yaml", "-120 AND 1439", "-120 AND 1438");
    target = upgrade.example.revision();
    upgrade.scene.pauses =
        length -> {
          if (length.equals(HOLD)) {
            held.add(pods(base) + ":" + pods(target));
          }
        };
  }

  private long pods(Example.Revision of) {
    Digest version = of.release().of(Kind.SERVING_GRAPH).getFirst().version();
    return upgrade.scene.platform.machine.replicas.stream()
        .filter(it -> it.version().equals(version))
        .count();
  }

  @Test
  void as_many_pods_run_as_come_closest_to_each_share() {
    assertThat(upgrade.scene.bring("next", target).phase()).isEqualTo(Phase.DONE);
    assertThat(held).containsExactly("4:1", "3:1", "4:4", "4:4");
    assertThat(upgrade.scene.platform.effects.stream().filter("fewer"::equals))
        .as("of the base at a quarter; what the target has is never too much")
        .hasSize(1);
    assertThat(pods(base)).isZero();
    assertThat(pods(target)).isEqualTo(4);
  }

  @Test
  void a_share_that_whole_pods_do_not_make_is_told() {
    upgrade.scene.bring("next", target);
    assertThat(upgrade.scene.tracking.story().list(100))
        .anyMatch(
            it ->
                it.sentence().contains("1 of 5 pods are of the new release, 20 % instead of 10 %"));
  }

  @Test
  void the_base_has_all_its_pods_again_before_it_has_all_the_traffic() {
    upgrade.scene.platform.errorsOfTarget = 5;
    upgrade.scene.platform.stable = base.release().id();
    assertThat(upgrade.scene.bring("next", target).phase()).isEqualTo(Phase.RETURNED);
    assertThat(pods(base)).isEqualTo(4);
    assertThat(pods(target)).isZero();
  }

  @Test
  void the_next_daemon_goes_on_with_the_numbers_of_the_share() {
    upgrade.scene.begin("next", target, plan -> plan);
    for (int last = 1; ; last++) {
      Scene scene = upgrade.scene.next();
      scene.platform.splits = false;
      scene.lastIntent = last;
      if (!scene.dies()) {
        assertThat(last).as("points that were tried").isGreaterThan(5);
        assertThat(pods(base)).isZero();
        assertThat(pods(target)).isEqualTo(4);
        return;
      }
    }
  }
}
