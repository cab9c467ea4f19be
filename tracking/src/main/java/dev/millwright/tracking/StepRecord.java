package dev.millwright.tracking;

import java.time.Instant;
import java.util.Optional;

/// One step of a rollout.
///
/// @param cursor how far within the step; for a shift the number of shares that were set and judged
public record StepRecord(
    String id,
    StepState state,
    int cursor,
    Optional<Instant> began,
    Optional<Instant> ended,
    Optional<String> cause) {}
