package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// A compiled expression over a request's row.
public interface Computation {
  @Nullable Object over(@Nullable Object[] row);
}
