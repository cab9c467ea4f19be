package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.monitor.Fired;
import dev.millwright.spec.Address;
import dev.millwright.spec.resource.Budget;
import dev.millwright.tracking.Runs;
import java.time.Instant;
import java.util.Optional;

/// How often a monitor's alerts may start a workflow.
record Spending(Runs runs) {
  private static final int LOOKED_AT = 1000;

  /// Whether the workflow may start once more.
  boolean allows(Fired fired, Address workflow, Budget budget) {
    Instant since = fired.at().minus(budget.span().length());
    long started =
        runs.of(workflow, LOOKED_AT).stream()
            .map(run -> Cause.read(run.parameters()).alarm())
            .flatMap(Optional::stream)
            .filter(alarm -> alarm.monitor().equals(fired.monitor().metadata().name()))
            .filter(alarm -> alarm.firedAt().isAfter(since))
            .count();
    return started < budget.times();
  }
}
