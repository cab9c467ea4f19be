package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.monitor.Fired;
import dev.millwright.spec.Address;
import dev.millwright.tracking.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often a monitor's alerts may start a workflow in seven days of event time.
record Budget(Runs runs) {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int LOOKED_AT = 1000;

  /// Whether the workflow may start once more.
  boolean allows(Fired fired, Address workflow, int perWeek) {
    Instant since = fired.at().minus(WEEK);
    long started =
        runs.of(workflow, LOOKED_AT).stream()
            .map(run -> Cause.read(run.parameters()).alarm())
            .flatMap(Optional::stream)
            .filter(alarm -> alarm.monitor().equals(fired.monitor().metadata().name()))
            .filter(alarm -> alarm.firedAt().isAfter(since))
            .count();
    return started < perWeek;
  }
}
