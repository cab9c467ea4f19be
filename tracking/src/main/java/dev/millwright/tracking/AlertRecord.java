package dev.millwright.tracking;

import dev.millwright.spec.Name;
import java.time.Instant;
import java.util.Optional;

/// One alert of a monitor.
///
/// @param id stable: the same alert keeps it through its states
/// @param dataAt the data's time at which its condition held
/// @param began wall time of the first record; ended: of its end
public record AlertRecord(
    String id,
    Name monitor,
    String name,
    String severity,
    State state,
    Instant dataAt,
    String sentence,
    Instant began,
    Optional<Instant> ended) {
  public enum State {
    PENDING,
    FIRING,
    RESOLVED
  }
}
