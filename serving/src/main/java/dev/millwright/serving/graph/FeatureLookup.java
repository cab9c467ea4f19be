package dev.millwright.serving.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a feature set's values are looked up. Called by many threads at once.
public interface FeatureLookup {
  /// The values of one entity as they were known at a time.
  ///
  /// @param entity the set's entity columns in declared order
  /// @param maxAge a value older than this is missing, if the set itself is not stricter
  /// @throws RuntimeException when the store cannot be read
  Features read(List<Object> entity, Instant asOf, Optional<Duration> maxAge);
}
