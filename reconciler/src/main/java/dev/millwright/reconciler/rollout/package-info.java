/// What a rollout does next, as pure functions of its record. No clock, no processes, no database.
/// Start at [Machine], which says what the rules are asked, and [RolloutMachine], which answers.
@NullMarked
package dev.millwright.reconciler.rollout;

import org.jspecify.annotations.NullMarked;
