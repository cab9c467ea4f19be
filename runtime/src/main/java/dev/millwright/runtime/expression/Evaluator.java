package dev.millwright.runtime.expression;

import org.jspecify.annotations.Nullable;

/// A compiled expression. Safe for many threads.
@FunctionalInterface
public interface Evaluator {
  /// The expression's value for a row of canonical values; null is unknown.
  @Nullable Object evaluate(@Nullable Object[] row);
}
