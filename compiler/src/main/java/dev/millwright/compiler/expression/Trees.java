package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Literal;
import dev.millwright.spec.expression.Operator;
import java.util.List;
import java.util.Optional;

/// Builds typed nodes.
final class Trees {
  private Trees() {}

  static Call call(Operator operator, BaseType type, boolean nullable, List<Expression> arguments) {
    return new Call(operator, arguments, new DataType(type, nullable));
  }

  /// A call whose answer is of a type that may be anything, and may be missing or not.
  static Call call(Operator operator, DataType type, boolean nullable, List<Expression> arguments) {
    return new Call(operator, arguments, nullable ? type.orNull() : type);
  }

  /// A call that may be null when an argument may.
  static Call strict(Operator operator, BaseType type, List<Expression> arguments) {
    return call(operator, type, anyNullable(arguments), arguments);
  }

  static boolean anyNullable(List<Expression> arguments) {
    return arguments.stream().anyMatch(argument -> argument.type().nullable());
  }

  static Literal literal(BaseType type, String text) {
    return new Literal(DataType.of(type), Optional.of(text));
  }

  /// A null that takes whatever type is asked of it.
  static Literal unknown() {
    return new Literal(DataType.of(BaseType.STRING).orNull(), Optional.empty());
  }

  static boolean isUnknown(Expression expression) {
    return expression instanceof Literal literal && literal.text().isEmpty();
  }

  /// The expression as another base type, if it widens to it: integers to longer ones and to
  /// floats, a null to anything.
  static Optional<Expression> widened(Expression expression, BaseType to) {
    BaseType from = expression.type().base();
    if (isUnknown(expression)) {
      return Optional.of(new Literal(DataType.of(to).orNull(), Optional.empty()));
    }
    if (from == to) {
      return Optional.of(expression);
    }
    boolean widens = from.isNumeric() && to.isNumeric() && rank(from) < rank(to);
    return widens
        ? Optional.of(call(Operator.CAST, to, expression.type().nullable(), List.of(expression)))
        : Optional.empty();
  }

  /// As above; a list or a vector widens to nothing.
  static Optional<Expression> widened(Expression expression, DataType to) {
    return isUnknown(expression)
        ? Optional.of(new Literal(to.orNull(), Optional.empty()))
        : widened(expression, to.base());
  }

  /// The type that both widen to.
  static Optional<BaseType> common(BaseType left, BaseType right) {
    if (left == right) {
      return Optional.of(left);
    }
    return left.isNumeric() && right.isNumeric()
        ? Optional.of(rank(left) > rank(right) ? left : right)
        : Optional.empty();
  }

  /// The type in which arithmetic is done.
  static BaseType arithmetic(BaseType type) {
    return type == BaseType.FLOAT32 || type == BaseType.FLOAT64 ? BaseType.FLOAT64 : BaseType.INT64;
  }

  private static int rank(BaseType type) {
    return switch (type) {
      case INT32 -> 1;
      case INT64 -> 2;
      case FLOAT32 -> 3;
      case FLOAT64 -> 4;
      case BOOL, STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> 0;
    };
  }
}
