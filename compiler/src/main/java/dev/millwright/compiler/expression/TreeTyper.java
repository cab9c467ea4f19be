package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Branch;
import dev.millwright.spec.expression.Expression.Case;
import dev.millwright.spec.expression.Expression.Field;
import dev.millwright.spec.expression.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/// Walks a parsed expression and gives every node its type; goes on after a mistake, so that all
/// are found.
final class TreeTyper {
  /// What SQL takes for the time of the asking, which no commit fixes.
  private static final Set<String> MOMENTS =
      Set.of("CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "LOCALTIMESTAMP", "LOCALTIME");

  // Each level takes some of the thread's stack; an expression of people's has a few.
  private static final int DEEPEST = 300;

  private final Scope scope;
  private final QuotedText quoted;
  private final List<Problem> problems = new ArrayList<>();
  private int depth;

  TreeTyper(Scope scope, QuotedText quoted) {
    this.scope = scope;
    this.quoted = quoted;
  }

  Scope scope() {
    return scope;
  }

  List<Problem> problems() {
    return problems;
  }

  Expression type(SqlNode node, Narrowing narrowing) {
    if (depth == DEEPEST) {
      String message = "expressions stand in each other more than " + DEEPEST + " deep";
      problem(node, Rule.EXPRESSION_UNSUPPORTED, message, Optional.of("split it"));
      return Trees.unknown();
    }
    depth++;
    Expression typed = typed(node, narrowing);
    depth--;
    return typed;
  }

  private Expression typed(SqlNode node, Narrowing narrowing) {
    return switch (node) {
      case SqlLiteral literal -> literal(literal);
      case SqlIdentifier identifier -> name(identifier, narrowing);
      case SqlCase choice -> choice(choice, narrowing);
      case SqlCall call when call.getKind() == SqlKind.AND ->
          conjunction(call, narrowing, Operator.AND, SqlKind.IS_NOT_NULL);
      case SqlCall call when call.getKind() == SqlKind.OR ->
          conjunction(call, narrowing, Operator.OR, SqlKind.IS_NULL);
      case SqlCall call -> new CallTyper(this, narrowing).type(call);
      default -> unsupported(node, quoted.place(node.getParserPosition()).text());
    };
  }

  Expression unsupported(SqlNode node, String what) {
    return unsupported(node, what, Optional.empty());
  }

  /// @param near what was probably meant, if anything is near
  Expression unsupported(SqlNode node, String what, Optional<String> near) {
    problem(
        node,
        Rule.EXPRESSION_UNSUPPORTED,
        "`" + what.replace("`", "") + "` is not part of the language",
        near.or(
            () ->
                Optional.of(
                    "comparisons, AND OR NOT, CASE, + - * / %, COALESCE, CAST, EXTRACT and others"
                        + " are: millwright explain expressions")));
    return Trees.unknown();
  }

  /// Lists and vectors are passed on, counted and taken apart; for all else a single value is
  /// asked.
  Expression single(SqlNode node, Expression typed) {
    if (typed.type().base().isScalar()) {
      return typed;
    }
    String text = quoted.place(node.getParserPosition()).text();
    problem(
        node,
        Rule.EXPRESSION_UNSUPPORTED,
        "`"
            + text.replace("`", "")
            + "` is "
            + typed.type()
            + ", and only a single value can stand here",
        Optional.of(
            "a list or a vector is asked for what is in it: CARDINALITY(%1$s), %1$s[1], %1$s IS NULL"
                .formatted(text)));
    return Trees.unknown();
  }

  private Expression single(SqlNode node, Narrowing narrowing) {
    return single(node, type(node, narrowing));
  }

  void problem(SqlNode node, Rule rule, String message, Optional<String> hint) {
    QuotedText.Place place = quoted.place(node.getParserPosition());
    problems.add(
        new Problem(
            rule, place.line(), place.column(), place.endLine(), place.endColumn(), message, hint));
  }

  private Expression literal(SqlLiteral literal) {
    Object value = literal.getValue();
    return switch (literal.getTypeName()) {
      case NULL -> Trees.unknown();
      case BOOLEAN ->
          Trees.literal(BaseType.BOOL, String.valueOf(value).toUpperCase(java.util.Locale.ROOT));
      case DECIMAL, DOUBLE -> number(literal, Objects.requireNonNull(literal.bigDecimalValue()));
      case CHAR ->
          Trees.literal(BaseType.STRING, Objects.requireNonNull((NlsString) value).getValue());
      case UNKNOWN -> new TimeLiteral(this).type((SqlUnknownLiteral) literal);
      default -> unsupported(literal, literal.toString());
    };
  }

  private Expression number(SqlLiteral literal, BigDecimal value) {
    boolean whole = literal.getTypeName() == SqlTypeName.DECIMAL && value.scale() <= 0;
    if (whole && value.toBigInteger().bitLength() > 63) {
      problem(literal, Rule.EXPRESSION_TYPE, "the number does not fit int64", Optional.empty());
    }
    if (!whole && Double.isInfinite(value.doubleValue())) {
      problem(literal, Rule.EXPRESSION_TYPE, "the number does not fit float64", Optional.empty());
    }
    return whole
        ? Trees.literal(BaseType.INT64, value.toBigInteger().toString())
        : Trees.literal(BaseType.FLOAT64, Double.toString(value.doubleValue()));
  }

  private Expression name(SqlIdentifier identifier, Narrowing narrowing) {
    String name = String.join(".", identifier.names);
    DataType type = scope.names().get(name);
    if (type != null) {
      return new Field(name, narrowing.present().contains(name) ? type.notNull() : type);
    }
    if (MOMENTS.contains(name.toUpperCase(Locale.ROOT))) {
      return unsupported(identifier, name);
    }
    String known = String.join(", ", scope.names().keySet());
    Optional<String> hint =
        Nearest.to(name, scope.names().keySet())
            .map(near -> "did you mean `" + near + "`?")
            .or(
                () ->
                    Optional.of(
                        known.isEmpty() ? "no names are in scope here" : "in scope: " + known));
    problem(identifier, Rule.EXPRESSION_NAME, "there is no `" + name + "` here", hint);
    return Trees.unknown();
  }

  /// What stands after `x IS NOT NULL AND`, or `x IS NULL OR`, is only asked when x is present.
  private Expression conjunction(
      SqlCall call, Narrowing narrowing, Operator operator, SqlKind asks) {
    List<Expression> operands = new ArrayList<>();
    Narrowing now = narrowing;
    for (SqlNode operand : flat(call, call.getKind())) {
      Expression typed = type(operand, now);
      if (typed.type().base() != BaseType.BOOL && !Trees.isUnknown(typed)) {
        problem(
            operand,
            Rule.EXPRESSION_TYPE,
            operator + " takes yes or no, and this is " + typed.type(),
            Optional.empty());
      }
      operands.add(Trees.widened(typed, BaseType.BOOL).orElse(typed));
      now = asked(operand, asks).map(now::with).orElse(now);
    }
    return Trees.strict(operator, BaseType.BOOL, operands);
  }

  private static List<SqlNode> flat(SqlCall call, SqlKind kind) {
    List<SqlNode> flat = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand.getKind() == kind) {
        flat.addAll(flat((SqlCall) operand, kind));
      } else {
        flat.add(operand);
      }
    }
    return flat;
  }

  private static Optional<String> asked(SqlNode node, SqlKind kind) {
    boolean asks =
        node instanceof SqlBasicCall call
            && call.getKind() == kind
            && call.operand(0) instanceof SqlIdentifier;
    return asks
        ? Optional.of(String.join(".", ((SqlIdentifier) ((SqlBasicCall) node).operand(0)).names))
        : Optional.empty();
  }

  private Expression choice(SqlCase choice, Narrowing narrowing) {
    SqlNodeList whens = choice.getWhenOperands();
    List<Expression> conditions = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    Narrowing rest = narrowing;
    for (int i = 0; i < whens.size(); i++) {
      SqlNode when = whens.get(i);
      conditions.add(condition(choice, when, rest));
      Narrowing then = asked(when, SqlKind.IS_NOT_NULL).map(rest::with).orElse(rest);
      values.add(single(choice.getThenOperands().get(i), then));
      rest = asked(when, SqlKind.IS_NULL).map(rest::with).orElse(rest);
    }
    SqlNode otherwise = choice.getElseOperand();
    values.add(otherwise == null ? Trees.unknown() : single(otherwise, rest));
    return choice(choice, conditions, values);
  }

  private Expression condition(SqlCase choice, SqlNode when, Narrowing narrowing) {
    Expression condition = type(when, narrowing);
    if (choice.getValueOperand() != null) {
      return new CallTyper(this, narrowing)
          .compared(when, Operator.EQUAL, single(choice.getValueOperand(), narrowing), condition);
    }
    if (condition.type().base() != BaseType.BOOL && !Trees.isUnknown(condition)) {
      problem(
          when,
          Rule.EXPRESSION_TYPE,
          "WHEN takes yes or no, and this is " + condition.type(),
          Optional.empty());
    }
    return condition;
  }

  private Expression choice(SqlCase node, List<Expression> conditions, List<Expression> values) {
    List<Expression> same = new CallTyper(this, Narrowing.none()).same(node, values);
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(new Branch(conditions.get(i), same.get(i)));
    }
    return new Case(
        branches,
        same.getLast(),
        new DataType(same.getFirst().type().base(), Trees.anyNullable(same)));
  }
}
