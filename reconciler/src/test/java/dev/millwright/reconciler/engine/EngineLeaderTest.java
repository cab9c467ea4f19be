package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two leaders over the same record: who took office last decides.
final class EngineLeaderTest {
  @RegisterExtension final Upgrade upgrade = new Upgrade();

  @Test
  void a_leader_that_has_been_replaced_writes_nothing_and_does_nothing()
      throws InterruptedException {
    RolloutRecord begun = upgrade.scene.begin("second", upgrade.example.second, plan -> plan);
    Engine earlier = upgrade.scene.engine();
    Engine later = upgrade.scene.engine();
    assertThat(catchThrowable(earlier::run)).isInstanceOf(LostLeadership.class);
    assertThat(upgrade.scene.platform.effects).isEmpty();
    assertThat(upgrade.scene.tracking.rollouts().inProgress()).contains(begun);
    assertThat(later.run().phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void a_leader_that_is_replaced_while_a_share_is_held_moves_no_further() {
    upgrade.scene.pauses =
        length -> {
          if (length.equals(Duration.ofSeconds(2))) {
            upgrade.scene.engine();
          }
        };
    upgrade.scene.begin("second", upgrade.example.second, plan -> plan);
    assertThat(catchThrowable(() -> upgrade.scene.engine().run()))
        .isInstanceOf(LostLeadership.class);
    assertThat(upgrade.scene.platform.machine.routes.orElseThrow().shares())
        .containsEntry(upgrade.target, 10);
    upgrade.scene.pauses = _ -> {};
    assertThat(upgrade.scene.goOn().phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void a_leader_reads_the_record_when_it_has_taken_office() throws InterruptedException {
    RolloutRecord begun = upgrade.scene.begin("second", upgrade.example.second, plan -> plan);
    assertThat(upgrade.scene.goOn().phase()).isEqualTo(Phase.DONE);
    upgrade.scene.platform.effects.clear();
    Engine late = new Engine(upgrade.scene.world(), upgrade.scene.pauses, begun, Optional::empty);
    assertThat(late.run().phase()).isEqualTo(Phase.DONE);
    assertThat(upgrade.scene.platform.effects).isEmpty();
  }
}
