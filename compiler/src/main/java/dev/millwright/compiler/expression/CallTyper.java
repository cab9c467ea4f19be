package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/// Types calls of operators and functions.
record CallTyper(TreeTyper typer, Narrowing narrowing) {
  Expression type(SqlCall call) {
    return switch (call.getKind()) {
      case NOT -> Trees.strict(Operator.NOT, BaseType.BOOL, truths(call));
      case IS_NULL -> Trees.call(Operator.IS_NULL, BaseType.BOOL, false, whole(call));
      case IS_NOT_NULL -> Trees.call(Operator.IS_NOT_NULL, BaseType.BOOL, false, whole(call));
      case IS_TRUE -> isTrue(truths(call));
      case IS_NOT_TRUE -> not(isTrue(truths(call)));
      case IS_FALSE -> isTrue(List.of(not(truths(call).getFirst())));
      case IS_NOT_FALSE -> not(isTrue(List.of(not(truths(call).getFirst()))));
      case EQUALS -> comparison(call, Operator.EQUAL);
      case NOT_EQUALS -> comparison(call, Operator.NOT_EQUAL);
      case LESS_THAN -> comparison(call, Operator.LESS);
      case LESS_THAN_OR_EQUAL -> comparison(call, Operator.LESS_OR_EQUAL);
      case GREATER_THAN -> comparison(call, Operator.GREATER);
      case GREATER_THAN_OR_EQUAL -> comparison(call, Operator.GREATER_OR_EQUAL);
      case BETWEEN -> between(call);
      case IN, NOT_IN -> in(call);
      case LIKE -> like(call);
      case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX ->
          new ArithmeticTyper(this).type(call);
      case CAST -> cast(call);
      case COALESCE -> coalesce(call);
      case NULLIF -> nullIf(call);
      case FLOOR, CEIL -> rounded(call);
      case EXTRACT, TIMESTAMP_ADD, TIMESTAMP_DIFF -> new TimeTyper(this).type(call);
      default -> new FunctionTyper(this).type(call);
    };
  }

  List<Expression> arguments(SqlCall call) {
    return call.getOperandList().stream().map(this::argument).toList();
  }

  /// A single value; lists and vectors are refused.
  Expression argument(SqlNode node) {
    return typer.single(node, typer.type(node, narrowing));
  }

  /// A value of any type.
  Expression whole(SqlNode node) {
    return typer.type(node, narrowing);
  }

  private List<Expression> whole(SqlCall call) {
    return call.getOperandList().stream().map(operand -> whole(operand)).toList();
  }

  Expression wrong(SqlNode node, String message) {
    typer.problem(node, Rule.EXPRESSION_TYPE, message, Optional.empty());
    return Trees.unknown();
  }

  /// The expressions brought to the type that all of them widen to.
  List<Expression> same(SqlNode node, List<Expression> expressions) {
    Optional<BaseType> common = Optional.empty();
    for (Expression expression : expressions) {
      if (!Trees.isUnknown(expression)) {
        BaseType type = expression.type().base();
        Optional<BaseType> both =
            common.isEmpty() ? Optional.of(type) : Trees.common(common.get(), type);
        if (both.isEmpty()) {
          wrong(
              node,
              "these are of different types: "
                  + expressions.stream().map(e -> e.type().toString()).distinct().toList());
          return expressions;
        }
        common = both;
      }
    }
    BaseType type = common.orElse(BaseType.STRING);
    return expressions.stream()
        .map(expression -> Trees.widened(expression, type).orElse(expression))
        .toList();
  }

  Expression compared(SqlNode node, Operator operator, Expression left, Expression right) {
    return Trees.strict(operator, BaseType.BOOL, same(node, List.of(left, right)));
  }

  private Expression comparison(SqlCall call, Operator operator) {
    List<Expression> sides = arguments(call);
    return compared(call, operator, sides.get(0), sides.get(1));
  }

  private List<Expression> truths(SqlCall call) {
    List<Expression> truths = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      Expression truth = argument(operand);
      if (truth.type().base() != BaseType.BOOL && !Trees.isUnknown(truth)) {
        wrong(operand, "yes or no is asked here, and this is " + truth.type());
      }
      truths.add(Trees.widened(truth, BaseType.BOOL).orElse(truth));
    }
    return truths;
  }

  private static Expression isTrue(List<Expression> truth) {
    return Trees.call(Operator.IS_TRUE, BaseType.BOOL, false, truth);
  }

  private static Expression not(Expression truth) {
    return Trees.strict(Operator.NOT, BaseType.BOOL, List.of(truth));
  }

  private Expression between(SqlCall call) {
    Expression between = Trees.strict(Operator.BETWEEN, BaseType.BOOL, same(call, arguments(call)));
    return call.getOperator().getName().startsWith("NOT") ? not(between) : between;
  }

  private Expression in(SqlCall call) {
    if (!(call.operand(1) instanceof SqlNodeList list)) {
      return typer.unsupported(call, "IN over a query");
    }
    List<Expression> values = new ArrayList<>(List.of(argument(call.operand(0))));
    list.forEach(value -> values.add(argument(value)));
    Expression in = Trees.strict(Operator.IN, BaseType.BOOL, same(call, values));
    return call.getKind() == SqlKind.NOT_IN ? not(in) : in;
  }

  private Expression like(SqlCall call) {
    if (call.operandCount() > 2) {
      return typer.unsupported(call, "ESCAPE");
    }
    List<Expression> texts = FunctionTyper.texts(this, call);
    Expression like = Trees.strict(Operator.LIKE, BaseType.BOOL, texts);
    return call.getOperator().getName().startsWith("NOT") ? not(like) : like;
  }

  Expression coalesce(SqlCall call) {
    List<Expression> values = same(call, arguments(call));
    boolean nullable = values.stream().allMatch(value -> value.type().nullable());
    return Trees.call(Operator.COALESCE, values.getFirst().type().base(), nullable, values);
  }

  Expression nullIf(SqlCall call) {
    List<Expression> values = same(call, arguments(call));
    return Trees.call(Operator.NULLIF, values.getFirst().type().base(), true, values);
  }

  private Expression rounded(SqlCall call) {
    if (call.operandCount() == 2 && call.operand(1) instanceof SqlIntervalQualifier unit) {
      return new TimeTyper(this).floored(call, unit);
    }
    return new FunctionTyper(this).type(call);
  }

  private Expression cast(SqlCall call) {
    Expression value = argument(call.operand(0));
    SqlDataTypeSpec asked = call.operand(1);
    if (asked.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
        && basic.getPrecision() >= 0) {
      return typer.unsupported(call, "CAST to " + asked);
    }
    String name = asked.getTypeName().toString().toUpperCase(Locale.ROOT);
    Optional<BaseType> type =
        switch (name) {
          case "BOOLEAN" -> Optional.of(BaseType.BOOL);
          case "INTEGER", "INT", "INT32" -> Optional.of(BaseType.INT32);
          case "BIGINT", "INT64" -> Optional.of(BaseType.INT64);
          case "REAL", "FLOAT32" -> Optional.of(BaseType.FLOAT32);
          case "DOUBLE", "FLOAT", "FLOAT64" -> Optional.of(BaseType.FLOAT64);
          case "VARCHAR", "STRING" -> Optional.of(BaseType.STRING);
          case "DATE" -> Optional.of(BaseType.DATE);
          default -> Optional.empty();
        };
    if (type.isEmpty() || !casts(value.type().base(), type.get())) {
      return typer.unsupported(call, "CAST of " + value.type() + " to " + name);
    }
    boolean fits =
        Trees.widened(value, type.get()).isPresent()
            || value.type().base() == BaseType.BOOL
            || type.get() == BaseType.STRING
            || type.get() == BaseType.DATE;
    return Trees.call(Operator.CAST, type.get(), value.type().nullable() || !fits, List.of(value));
  }

  /// Floats have no text that every engine agrees on.
  private static boolean casts(BaseType from, BaseType to) {
    boolean numbers = (from.isNumeric() || from == BaseType.BOOL) && to.isNumeric();
    boolean whole = from == BaseType.INT32 || from == BaseType.INT64;
    boolean text =
        (whole && to == BaseType.STRING)
            || (from == BaseType.STRING && (to == BaseType.INT32 || to == BaseType.INT64));
    return from == to || numbers || text || (from == BaseType.TIMESTAMP && to == BaseType.DATE);
  }

  /// The number of seconds of a unit, for units of one length.
  static Optional<Long> seconds(SqlNode unit) {
    String name =
        unit instanceof SqlIntervalQualifier qualifier
            ? qualifier.timeUnitRange.name()
            : unit instanceof SqlLiteral literal
                ? String.valueOf(literal.toValue())
                : unit.toString();
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "SECOND" -> Optional.of(1L);
      case "MINUTE" -> Optional.of(60L);
      case "HOUR" -> Optional.of(3_600L);
      case "DAY" -> Optional.of(86_400L);
      case "WEEK" -> Optional.of(604_800L);
      default -> Optional.empty();
    };
  }
}
