package dev.millwright.reconciler.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.alert.AlertMachine.Answer;
import dev.millwright.reconciler.alert.AlertState.Phase;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Monitor.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlertMachineTest {
  private static final Instant START = Instant.parse("2001-04-01T00:00:00Z");
  private static final Alert ALERT =
      new Alert("drifted", Formula.written("drifted"), 2, "high", Duration.ofDays(7));

  @Test
  void fires_once_when_the_condition_holds_for_two_windows() {
    assertThat(firings("YYYY")).containsExactly(2);
  }

  @Test
  void one_window_alone_is_only_pending() {
    assertThat(firings("YNYN")).isEmpty();
  }

  @Test
  void a_window_without_enough_data_neither_breaks_nor_makes_a_streak() {
    assertThat(firings("Y?Y")).containsExactly(3);
    assertThat(firings("??")).isEmpty();
  }

  @Test
  void after_it_resolved_it_stays_quiet_until_the_cooldown_is_over() {
    assertThat(firings("YYNYYYYYYYY")).containsExactly(2, 9);
  }

  @Test
  void a_window_judged_again_cannot_fire_again() {
    AlertState fired = play("YY");
    var again = AlertMachine.move(ALERT, fired, START.plus(Duration.ofDays(2)), Answer.YES);
    assertThat(again.fired()).isFalse();
    assertThat(again.state()).isEqualTo(fired);
  }

  @Test
  void it_resolves() {
    assertThat(play("YYN").phase()).isEqualTo(Phase.RESOLVED);
    assertThat(play("YN").phase()).isEqualTo(Phase.INACTIVE);
  }

  private static AlertState play(String windows) {
    AlertState state = AlertState.initial();
    for (int day = 1; day <= windows.length(); day++) {
      state =
          AlertMachine.move(ALERT, state, START.plus(Duration.ofDays(day)), answer(windows, day))
              .state();
    }
    return state;
  }

  private static List<Integer> firings(String windows) {
    List<Integer> days = new ArrayList<>();
    AlertState state = AlertState.initial();
    for (int day = 1; day <= windows.length(); day++) {
      var moved =
          AlertMachine.move(ALERT, state, START.plus(Duration.ofDays(day)), answer(windows, day));
      state = moved.state();
      if (moved.fired()) {
        days.add(day);
      }
    }
    return days;
  }

  private static Answer answer(String windows, int day) {
    return switch (windows.charAt(day - 1)) {
      case 'Y' -> Answer.YES;
      case 'N' -> Answer.NO;
      default -> Answer.NOT_ENOUGH_DATA;
    };
  }
}
