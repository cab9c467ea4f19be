package dev.millwright.compiler.review;

import dev.millwright.spec.expression.Expression;
import java.util.Map;

/// Decides conditions, with the one meaning that expressions have everywhere.
@FunctionalInterface
public interface Truth {
  /// Whether the condition is true; unknown is not.
  ///
  /// @param values by name: `Long`, `String`; a missing name is null
  boolean holds(Expression condition, Map<String, Object> values);
}
