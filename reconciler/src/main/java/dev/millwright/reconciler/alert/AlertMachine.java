package dev.millwright.reconciler.alert;

import dev.millwright.reconciler.alert.AlertState.Phase;
import dev.millwright.spec.resource.Monitor.Alert;
import java.time.Instant;
import java.util.Optional;

/// Moves an alert from window to window:
///
/// 1. A window that was seen already changes nothing, so that a late pane that re-judges it cannot
///    fire twice.
/// 2. A window without enough data changes nothing: it neither proves nor disproves.
/// 3. The condition met in `for` windows in a row fires, unless the last firing is closer than
///    `cooldown`.
/// 4. The condition not met resolves.
public final class AlertMachine {
  private AlertMachine() {}

  /// What a window says about the condition.
  public enum Answer {
    YES,
    NO,
    NOT_ENOUGH_DATA
  }

  /// @param fired whether this very window fired the alert
  public record Moved(AlertState state, boolean fired) {}

  public static Moved move(Alert alert, AlertState state, Instant windowEnd, Answer answer) {
    if (state.through().filter(through -> !windowEnd.isAfter(through)).isPresent()) {
      return new Moved(state, false);
    }
    return switch (answer) {
      case NOT_ENOUGH_DATA ->
          new Moved(at(state.phase(), state.streak(), state.firedAt(), windowEnd), false);
      case NO -> new Moved(at(calm(state.phase()), 0, state.firedAt(), windowEnd), false);
      case YES -> met(alert, state, windowEnd);
    };
  }

  private static Moved met(Alert alert, AlertState state, Instant windowEnd) {
    int streak = state.streak() + 1;
    if (state.phase() == Phase.FIRING) {
      return new Moved(at(Phase.FIRING, streak, state.firedAt(), windowEnd), false);
    }
    boolean cooling =
        state
            .firedAt()
            .filter(fired -> windowEnd.isBefore(fired.plus(alert.cooldown())))
            .isPresent();
    if (streak < alert.forWindows() || cooling) {
      return new Moved(at(Phase.PENDING, streak, state.firedAt(), windowEnd), false);
    }
    return new Moved(at(Phase.FIRING, streak, Optional.of(windowEnd), windowEnd), true);
  }

  private static Phase calm(Phase phase) {
    return switch (phase) {
      case INACTIVE, PENDING -> Phase.INACTIVE;
      case FIRING, RESOLVED -> Phase.RESOLVED;
    };
  }

  private static AlertState at(
      Phase phase, int streak, Optional<Instant> firedAt, Instant through) {
    return new AlertState(phase, streak, firedAt, Optional.of(through));
  }
}
