package dev.millwright.serving.graph;

import java.time.Instant;
import java.util.List;

/// Where a feature set's values are looked up. Called by many threads at once.
public interface FeatureLookup {
  /// The values of one entity as they were known at a time.
  ///
  /// @param entity the set's entity columns in declared order
  /// @throws RuntimeException when the store cannot be read
  Features read(List<Object> entity, Instant asOf);
}
