/// Alerts as a pure, persistent state machine over windows of event time. Start at [AlertMachine].
@NullMarked
package dev.millwright.reconciler.alert;

import org.jspecify.annotations.NullMarked;
