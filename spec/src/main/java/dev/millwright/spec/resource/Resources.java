package dev.millwright.spec.resource;

import java.util.Optional;

/// How much a process may use. Operational: a change is applied in place.
///
/// @param memoryBytes the process's memory limit
public record Resources(Optional<Long> memoryBytes) {}
