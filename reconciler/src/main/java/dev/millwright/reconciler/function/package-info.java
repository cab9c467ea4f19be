/// Runs a function by hand, beside rollouts and in no one's way. Start at [FunctionRuns].
@NullMarked
package dev.millwright.reconciler.function;

import org.jspecify.annotations.NullMarked;
