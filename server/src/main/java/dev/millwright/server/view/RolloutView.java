package dev.millwright.server.view;

import dev.millwright.spec.Digest;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.Optional;

/// A rollout in short.
///
/// @param done how many steps are; @param steps how many there are
public record RolloutView(
    String id,
    Optional<Digest> base,
    Digest target,
    String revision,
    Phase phase,
    int percent,
    long done,
    int steps,
    Optional<String> cause,
    Optional<Digest> successor,
    Instant began,
    Instant changed,
    Optional<Instant> ended) {
  static RolloutView of(RolloutRecord rollout) {
    long done = rollout.steps().stream().filter(step -> step.state() == StepState.DONE).count();
    return new RolloutView(
        rollout.id(),
        rollout.base(),
        rollout.target(),
        rollout.revision(),
        rollout.phase(),
        rollout.percent(),
        done,
        rollout.steps().size(),
        rollout.cause(),
        rollout.successor(),
        rollout.began(),
        rollout.changed(),
        rollout.ended());
  }
}
