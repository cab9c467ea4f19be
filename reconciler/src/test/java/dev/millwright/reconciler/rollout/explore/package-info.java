/// Every state that a rollout can come to, enumerated: the machine of this module in an imagined
/// world that crashes, drifts and has two leaders. Start at [Explorer].
@NullMarked
package dev.millwright.reconciler.rollout.explore;

import org.jspecify.annotations.NullMarked;
