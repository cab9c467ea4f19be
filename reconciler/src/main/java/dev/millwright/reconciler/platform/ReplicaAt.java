package dev.millwright.reconciler.platform;

import java.time.Instant;
import java.util.Optional;

/// What is known of one replica.
///
/// @param address where it answers, when it does
/// @param restarts how often it died and was started anew
public record ReplicaAt(
    Replica replica,
    ProcessState state,
    Optional<Long> pid,
    Optional<String> address,
    Optional<Instant> startedAt,
    int restarts) {}
