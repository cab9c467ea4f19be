/// Follows a rollout from outside, as its record grows, and tells it a line a step. Start at
/// [RolloutFollower].
@NullMarked
package dev.millwright.cli.follow;

import org.jspecify.annotations.NullMarked;
