package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/// Types functions by their names.
record FunctionTyper(CallTyper calls) {
  private static final List<String> NAMES =
      List.of(
          "ABS",
          "FLOOR",
          "CEIL",
          "ROUND",
          "MOD",
          "SQRT",
          "LN",
          "EXP",
          "POWER",
          "SIN",
          "COS",
          "RADIANS",
          "LEAST",
          "GREATEST",
          "UPPER",
          "LOWER",
          "LENGTH",
          "STARTS_WITH",
          "TRIM",
          "SUBSTRING",
          "COALESCE",
          "CARDINALITY",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF");

  Expression type(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    int count = call.operandCount();
    return switch (name) {
      case "COALESCE" -> calls.coalesce(call);
      case "NULLIF" -> calls.nullIf(call);
      case "ABS" -> number(call, Operator.ABS);
      case "SIGN" -> number(call, Operator.SIGN);
      case "FLOOR" -> number(call, Operator.FLOOR);
      case "CEIL", "CEILING" -> number(call, Operator.CEIL);
      case "ROUND" -> number(call, Operator.ROUND);
      case "MOD" -> count == 2 ? new ArithmeticTyper(calls).type(call) : arity(call, 2);
      case "SQRT" -> floating(call, Operator.SQRT, 1, true);
      case "LN" -> floating(call, Operator.LN, 1, true);
      case "EXP" -> floating(call, Operator.EXP, 1, false);
      case "POWER" -> floating(call, Operator.POWER, 2, true);
      case "SIN" -> floating(call, Operator.SIN, 1, false);
      case "COS" -> floating(call, Operator.COS, 1, false);
      case "RADIANS" -> floating(call, Operator.RADIANS, 1, false);
      case "LEAST" -> extreme(call, Operator.LEAST);
      case "GREATEST" -> extreme(call, Operator.GREATEST);
      case "UPPER" -> text(call, Operator.UPPER, BaseType.STRING, 1);
      case "LOWER" -> text(call, Operator.LOWER, BaseType.STRING, 1);
      case "LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH" ->
          text(call, Operator.LENGTH, BaseType.INT64, 1);
      case "STARTS_WITH" -> text(call, Operator.STARTS_WITH, BaseType.BOOL, 2);
      case "||" -> text(call, Operator.CONCAT, BaseType.STRING, 2);
      case "TRIM" -> trim(call);
      case "SUBSTRING" -> substring(call);
      case "CARDINALITY" -> count == 1 ? new ElementTyper(calls).cardinality(call) : arity(call, 1);
      case "ITEM" -> new ElementTyper(calls).element(call);
      default ->
          new MeasureTyper(calls.typer())
              .type(call)
              .orElseGet(() -> calls.typer().unsupported(call, name, Nearest.hint(name, NAMES)));
    };
  }

  static List<Expression> texts(CallTyper calls, SqlCall call) {
    List<Expression> texts = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      texts.add(text(calls, operand));
    }
    return texts;
  }

  private static Expression text(CallTyper calls, SqlNode operand) {
    Expression text = calls.argument(operand);
    return text.type().base() == BaseType.STRING
        ? text
        : calls.wrong(operand, "a string is asked here, and this is " + text.type());
  }

  private Expression arity(SqlCall call, int count) {
    return calls.wrong(
        call,
        call.getOperator().getName()
            + " takes "
            + count
            + (count == 1 ? " argument" : " arguments"));
  }

  private Expression number(SqlCall call, Operator operator) {
    if (call.operandCount() != 1) {
      return arity(call, 1);
    }
    Expression value = calls.argument(call.operand(0));
    if (!value.type().base().isNumeric()) {
      return calls.wrong(call.operand(0), "a number is asked here, and this is " + value.type());
    }
    BaseType type = Trees.arithmetic(value.type().base());
    return Trees.strict(operator, type, List.of(Trees.widened(value, type).orElse(value)));
  }

  private Expression floating(SqlCall call, Operator operator, int count, boolean partial) {
    if (call.operandCount() != count) {
      return arity(call, count);
    }
    List<Expression> values = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      Expression value = calls.argument(operand);
      values.add(
          Trees.widened(value, BaseType.FLOAT64)
              .orElseGet(
                  () ->
                      calls.wrong(operand, "a number is asked here, and this is " + value.type())));
    }
    return Trees.call(operator, BaseType.FLOAT64, partial || Trees.anyNullable(values), values);
  }

  private Expression extreme(SqlCall call, Operator operator) {
    List<Expression> values = calls.same(call, calls.arguments(call));
    return Trees.strict(operator, values.getFirst().type().base(), values);
  }

  private Expression text(SqlCall call, Operator operator, BaseType type, int count) {
    return call.operandCount() == count
        ? Trees.strict(operator, type, texts(calls, call))
        : arity(call, count);
  }

  private Expression trim(SqlCall call) {
    // The parser writes TRIM(a) as TRIM(BOTH ' ' FROM a).
    boolean plain =
        call.operandCount() == 3
            && call.operand(0).toString().equals("BOTH")
            && call.operand(1).toString().equals("' '");
    return plain
        ? Trees.strict(Operator.TRIM, BaseType.STRING, List.of(text(calls, call.operand(2))))
        : calls.typer().unsupported(call, "TRIM of other characters");
  }

  private Expression substring(SqlCall call) {
    List<Expression> arguments = new ArrayList<>(List.of(text(calls, call.operand(0))));
    for (SqlNode operand : call.getOperandList().subList(1, call.operandCount())) {
      Expression number = calls.argument(operand);
      arguments.add(
          Trees.widened(number, BaseType.INT64)
              .orElseGet(
                  () ->
                      calls.wrong(
                          operand, "a whole number is asked here, and this is " + number.type())));
    }
    boolean safe =
        arguments.subList(1, arguments.size()).stream()
            .allMatch(
                argument ->
                    argument instanceof Expression.Literal literal
                        && literal.text().filter(text -> Long.parseLong(text) > 0).isPresent());
    return Trees.call(
        Operator.SUBSTRING, BaseType.STRING, !safe || Trees.anyNullable(arguments), arguments);
  }
}
