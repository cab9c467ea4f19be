package dev.millwright.reconciler.engine;

import dev.millwright.spec.expression.Expression;
import java.util.Map;

/// Decides conditions over measurements, with the one meaning that expressions have everywhere.
@FunctionalInterface
public interface Conditions {
  /// Whether the condition is true; unknown is not.
  ///
  /// @param values by name: numbers as `Double` or `Long`, truth as `Boolean`; a missing name is
  ///   null
  boolean holds(Expression condition, Map<String, Object> values);
}
