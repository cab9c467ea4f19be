package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Literal;
import dev.millwright.spec.expression.Operator;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;

/// Types `+ - * / %` and signs.
record ArithmeticTyper(CallTyper calls) {
  Expression type(SqlCall call) {
    if (call.operandCount() == 2 && call.operand(1) instanceof SqlIntervalLiteral) {
      return new TimeTyper(calls).interval(call);
    }
    List<Expression> arguments = calls.arguments(call);
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      if (!argument.type().base().isNumeric() && !Trees.isUnknown(argument)) {
        return calls.wrong(
            call.operand(i), "arithmetic takes numbers, and this is " + argument.type());
      }
    }
    return switch (call.getKind()) {
      case PLUS_PREFIX -> arguments.getFirst();
      case MINUS_PREFIX -> negated(arguments.getFirst());
      default -> binary(call, arguments);
    };
  }

  private static Expression negated(Expression argument) {
    if (argument instanceof Literal literal && literal.text().isPresent()) {
      return Trees.literal(literal.type().base(), opposite(literal.text().get()));
    }
    BaseType type = Trees.arithmetic(argument.type().base());
    return Trees.strict(
        Operator.NEGATE, type, List.of(Trees.widened(argument, type).orElse(argument)));
  }

  private static String opposite(String number) {
    return number.startsWith("-") ? number.substring(1) : number.equals("0") ? "0" : "-" + number;
  }

  private Expression binary(SqlCall call, List<Expression> arguments) {
    List<Expression> same = calls.same(call, arguments);
    BaseType type = Trees.arithmetic(same.getFirst().type().base());
    List<Expression> wide =
        same.stream().map(argument -> Trees.widened(argument, type).orElse(argument)).toList();
    Operator operator = operator(call);
    boolean divides = operator == Operator.DIVIDE || operator == Operator.MODULO;
    boolean safe = !divides || isNotZero(wide.get(1));
    return Trees.call(operator, type, Trees.anyNullable(wide) || !safe, wide);
  }

  private static Operator operator(SqlCall call) {
    return switch (call.getKind()) {
      case PLUS -> Operator.ADD;
      case MINUS -> Operator.SUBTRACT;
      case TIMES -> Operator.MULTIPLY;
      case DIVIDE -> Operator.DIVIDE;
      // The function MOD has no kind of its own.
      case MOD, OTHER_FUNCTION -> Operator.MODULO;
      default -> throw new IllegalArgumentException(call.getKind() + " is no arithmetic");
    };
  }

  private static boolean isNotZero(Expression divisor) {
    Expression literal =
        divisor instanceof Expression.Call cast && cast.operator() == Operator.CAST
            ? cast.arguments().getFirst()
            : divisor;
    return literal instanceof Literal constant
        && constant.text().filter(text -> Double.parseDouble(text) != 0).isPresent();
  }
}
