package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.reconciler.platform.PlatformFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class GateTest {
  private final AtomicBoolean turn = new AtomicBoolean(true);
  private final Gate gate =
      new Gate(
          () -> {
            if (!turn.get()) {
              throw new PlatformFailure("another's turn");
            }
          },
          turn::get);

  @Test
  void it_lets_pass_what_the_processs_turn_lets() throws PlatformFailure {
    gate.pass();
    assertThat(gate.isOpen()).isTrue();

    turn.set(false);
    assertThat(gate.isOpen()).isFalse();
    assertThatThrownBy(gate::pass).hasMessage("another's turn");
  }

  @Test
  void once_shut_it_lets_nothing_pass() {
    gate.shut();
    assertThat(gate.isOpen()).isFalse();
    assertThatThrownBy(gate::pass).isInstanceOf(PlatformFailure.class);
  }
}
