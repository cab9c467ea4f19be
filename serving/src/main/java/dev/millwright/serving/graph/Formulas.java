package dev.millwright.serving.graph;

import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.NamedType;
import java.util.List;

/// Makes expressions run.
public interface Formulas {
  /// @param columns the row's slots in order; a name that stands twice means the first
  Computation compile(Expression expression, List<NamedType> columns);
}
