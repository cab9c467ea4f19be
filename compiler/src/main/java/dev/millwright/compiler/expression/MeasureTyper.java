package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;

/// Types measures of a field, such as `psi(late_probability)`. Each stands in the scope as a name
/// that is written like a call.
record MeasureTyper(TreeTyper typer) {
  /// Absent when the scope knows no measure of that name.
  Optional<Expression> type(SqlCall call) {
    String measure = call.getOperator().getName().toLowerCase(Locale.ROOT) + "(";
    List<String> known =
        typer.scope().names().keySet().stream().filter(name -> name.startsWith(measure)).toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(type(call, measure, known));
  }

  private Expression type(SqlCall call, String measure, List<String> known) {
    if (call.operandCount() != 1 || !(call.operand(0) instanceof SqlIdentifier field)) {
      typer.problem(
          call,
          Rule.EXPRESSION_TYPE,
          "`" + measure + ")` is of one field, by its name",
          Optional.of("write `" + known.getFirst() + "`"));
      return Trees.unknown();
    }
    String name = measure + String.join(".", field.names) + ")";
    DataType type = typer.scope().names().get(name);
    if (type != null) {
      return new Expression.Field(name, type);
    }
    typer.problem(
        field,
        Rule.EXPRESSION_NAME,
        "there is no `" + name + "` here",
        Nearest.to(name, known)
            .map(near -> "did you mean `" + near + "`?")
            .or(() -> Optional.of("there are: " + String.join(", ", known))));
    return Trees.unknown();
  }
}
