package dev.millwright.runtime.expression;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Branch;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Case;
import dev.millwright.spec.expression.Expression.Field;
import dev.millwright.spec.expression.Expression.Literal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns a typed tree into nested functions, once; nothing is looked up by name or type while rows
/// are evaluated.
public final class ExpressionCompiler {
  private final List<String> columns;

  private ExpressionCompiler(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /// Compiles an expression.
  ///
  /// @param columns the names of a row's values, in order
  /// @throws IllegalArgumentException when the expression reads another name
  public static Evaluator compile(Expression expression, List<String> columns) {
    return new ExpressionCompiler(columns).compile(expression);
  }

  private Evaluator compile(Expression expression) {
    return switch (expression) {
      case Literal literal -> constant(literal.value().orElse(null));
      case Field field -> field(field);
      case Case choice -> choice(choice);
      case Call call -> call(call);
    };
  }

  private static Evaluator constant(@Nullable Object value) {
    return _ -> value;
  }

  private Evaluator field(Field field) {
    int index = columns.indexOf(field.name());
    if (index < 0) {
      throw new IllegalArgumentException(
          "the row has no `" + field.name() + "`; it has " + columns);
    }
    BaseType type = field.type().base();
    return type == BaseType.FLOAT64 || type == BaseType.FLOAT32
        ? row -> Numbers.finite(row[index])
        : row -> row[index];
  }

  private Evaluator choice(Case choice) {
    Evaluator otherwise = compile(choice.otherwise());
    for (Branch branch : choice.branches().reversed()) {
      Evaluator when = compile(branch.when());
      Evaluator then = compile(branch.then());
      Evaluator rest = otherwise;
      otherwise =
          row -> Boolean.TRUE.equals(when.evaluate(row)) ? then.evaluate(row) : rest.evaluate(row);
    }
    return otherwise;
  }

  private Evaluator call(Call call) {
    Evaluator[] arguments = call.arguments().stream().map(this::compile).toArray(Evaluator[]::new);
    return switch (call.operator()) {
      case AND -> conjunction(arguments, Boolean.FALSE);
      case OR -> conjunction(arguments, Boolean.TRUE);
      case IS_NULL -> row -> arguments[0].evaluate(row) == null;
      case IS_NOT_NULL -> row -> arguments[0].evaluate(row) != null;
      case IS_TRUE -> row -> Boolean.TRUE.equals(arguments[0].evaluate(row));
      case COALESCE -> coalesce(arguments);
      case IN -> in(arguments);
      case BETWEEN -> between(arguments);
      case NULLIF -> nullIf(arguments);
      default -> strict(Functions.of(call), arguments);
    };
  }

  /// AND and OR of three values: the deciding one wins over unknown.
  private static Evaluator conjunction(Evaluator[] arguments, Boolean deciding) {
    return row -> {
      boolean unknown = false;
      for (Evaluator argument : arguments) {
        Object value = argument.evaluate(row);
        if (deciding.equals(value)) {
          return deciding;
        }
        unknown |= value == null;
      }
      return unknown ? null : (Object) !deciding;
    };
  }

  private static Evaluator coalesce(Evaluator[] arguments) {
    return row -> {
      for (Evaluator argument : arguments) {
        Object value = argument.evaluate(row);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }

  private static Evaluator in(Evaluator[] arguments) {
    return row -> {
      Object sought = arguments[0].evaluate(row);
      if (sought == null) {
        return null;
      }
      boolean unknown = false;
      for (int i = 1; i < arguments.length; i++) {
        Object value = arguments[i].evaluate(row);
        if (value == null) {
          unknown = true;
        } else if (Functions.compare(sought, value) == 0) {
          return true;
        }
      }
      return unknown ? null : (Object) false;
    };
  }

  private static Evaluator between(Evaluator[] arguments) {
    return row -> {
      Object value = arguments[0].evaluate(row);
      if (value == null) {
        return null;
      }
      Object low = arguments[1].evaluate(row);
      Object high = arguments[2].evaluate(row);
      boolean below = low != null && Functions.compare(value, low) < 0;
      boolean above = high != null && Functions.compare(value, high) > 0;
      return below || above ? (Object) false : low == null || high == null ? null : (Object) true;
    };
  }

  private static Evaluator nullIf(Evaluator[] arguments) {
    return row -> {
      Object value = arguments[0].evaluate(row);
      Object other = arguments[1].evaluate(row);
      return value != null && other != null && Functions.compare(value, other) == 0 ? null : value;
    };
  }

  /// A function that is null when any argument is.
  private static Evaluator strict(Functions.Strict function, Evaluator[] arguments) {
    return row -> {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        Object value = arguments[i].evaluate(row);
        if (value == null) {
          return null;
        }
        values[i] = value;
      }
      return function.apply(values);
    };
  }
}
