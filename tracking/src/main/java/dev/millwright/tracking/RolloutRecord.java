package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The intent record of a rollout: all that is needed to go on with it after a crash.
///
/// @param base the release that had all traffic when it began; absent for the first
/// @param good the last good release, where a failure leads back to; absent for the first
/// @param revision the revision that asked for it
/// @param percent the target's share of traffic that was last intended
/// @param cause why it returned or was overtaken
/// @param successor the release that waits to take its place
public record RolloutRecord(
    String id,
    Optional<Digest> base,
    Optional<Digest> good,
    Digest target,
    String revision,
    Plan plan,
    Phase phase,
    int percent,
    List<StepRecord> steps,
    Optional<String> cause,
    Optional<Digest> successor,
    Instant began,
    Instant changed,
    Optional<Instant> ended) {
  public RolloutRecord {
    steps = List.copyOf(steps);
  }
}
