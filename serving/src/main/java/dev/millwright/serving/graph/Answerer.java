package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// A function of the author's that a graph asks.
@FunctionalInterface
public interface Answerer {
  /// @param inputs by name of input, in that order
  /// @return the outputs by name, in that order
  /// @throws IllegalStateException when the author's code fails, or answers something else than
  ///   declared
  @Nullable Object[] answer(@Nullable Object[] inputs);
}
