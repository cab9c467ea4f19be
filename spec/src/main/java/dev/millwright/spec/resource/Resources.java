package dev.millwright.spec.resource;

import java.util.Optional;

/// How much a process may use. Operational: a change is applied in place.
///
/// @param memoryBytes the process's memory limit
/// @param cpuMillis thousandths of a processor
/// @param gpu whole graphics processors, at least one
public record Resources(
    Optional<Long> memoryBytes, Optional<Long> cpuMillis, Optional<Integer> gpu) {
  /// Nothing is said of processors.
  public Resources(Optional<Long> memoryBytes) {
    this(memoryBytes, Optional.empty(), Optional.empty());
  }
}
