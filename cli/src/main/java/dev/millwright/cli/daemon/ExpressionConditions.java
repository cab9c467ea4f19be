package dev.millwright.cli.daemon;

import dev.millwright.reconciler.engine.Conditions;
import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.spec.expression.Expression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conditions decided by the runtime's compiled expressions.
public record ExpressionConditions() implements Conditions {
  @Override
  public boolean holds(Expression condition, Map<String, Object> values) {
    List<String> names = List.copyOf(condition.names());
    @Nullable Object[] row = new @Nullable Object[names.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(names.get(i));
    }
    return Boolean.TRUE.equals(ExpressionCompiler.compile(condition, names).evaluate(row));
  }
}
