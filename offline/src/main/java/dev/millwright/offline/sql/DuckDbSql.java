package dev.millwright.offline.sql;

import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Expression.Branch;
import dev.millwright.spec.expression.Expression.Call;
import dev.millwright.spec.expression.Expression.Case;
import dev.millwright.spec.expression.Expression.Field;
import dev.millwright.spec.expression.Expression.Literal;
import java.util.List;
import java.util.stream.Collectors;

/// Renders a typed tree so that DuckDB answers what the tree means: where its own operator differs
/// (it throws on overflow, keeps NaN, counts days of the week otherwise), the difference is written
/// out.
public final class DuckDbSql {
  private DuckDbSql() {}

  public static String render(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal(literal);
      case Field field -> field(field);
      case Call call -> call(call, call.arguments().stream().map(DuckDbSql::render).toList());
      case Case choice -> choice(choice);
    };
  }

  private static String literal(Literal literal) {
    String type = Values.type(literal.type().base());
    return literal
        .text()
        .map(
            text ->
                literal.type().base() == BaseType.TIMESTAMP
                    ? text.replace("Z", "").replace('T', ' ')
                    : text)
        .map(text -> "CAST(" + Sql.text(text) + " AS " + type + ")")
        .orElse("CAST(NULL AS " + type + ")");
  }

  private static String field(Field field) {
    String name = Sql.name(field.name());
    return switch (field.type().base()) {
      case FLOAT32, FLOAT64 -> finite(name);
      case BOOL, INT32, INT64, STRING, BYTES, TIMESTAMP, DATE -> name;
    };
  }

  private static String choice(Case choice) {
    String branches =
        choice.branches().stream().map(DuckDbSql::branch).collect(Collectors.joining(" "));
    return "(CASE " + branches + " ELSE " + render(choice.otherwise()) + " END)";
  }

  private static String branch(Branch branch) {
    return "WHEN " + render(branch.when()) + " THEN " + render(branch.then());
  }

  private static String call(Call call, List<String> a) {
    return switch (call.operator()) {
      case NOT -> "(NOT " + a.get(0) + ")";
      case AND -> joined(a, " AND ");
      case OR -> joined(a, " OR ");
      case IS_NULL -> "(" + a.get(0) + " IS NULL)";
      case IS_NOT_NULL -> "(" + a.get(0) + " IS NOT NULL)";
      case IS_TRUE -> "(" + a.get(0) + " IS TRUE)";
      case EQUAL -> joined(a, " = ");
      case NOT_EQUAL -> joined(a, " <> ");
      case LESS -> joined(a, " < ");
      case LESS_OR_EQUAL -> joined(a, " <= ");
      case GREATER -> joined(a, " > ");
      case GREATER_OR_EQUAL -> joined(a, " >= ");
      case BETWEEN -> "(%s BETWEEN %s AND %s)".formatted(a.get(0), a.get(1), a.get(2));
      case IN -> "(" + a.get(0) + " IN (" + String.join(", ", a.subList(1, a.size())) + "))";
      case COALESCE -> "COALESCE(" + String.join(", ", a) + ")";
      case NULLIF -> "NULLIF(" + a.get(0) + ", " + a.get(1) + ")";
      case LEAST -> extreme(a, "<");
      case GREATEST -> extreme(a, ">");
      case CAST -> cast(call, a.get(0));
      case ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO,
          NEGATE,
          ABS,
          FLOOR,
          CEIL,
          ROUND,
          SIGN,
          SQRT,
          LN,
          EXP,
          POWER,
          SIN,
          COS,
          RADIANS ->
          Arithmetic.render(call, a);
      case UPPER, LOWER, TRIM, LENGTH, CONCAT, SUBSTRING, LIKE, STARTS_WITH ->
          TextSql.render(call.operator(), a);
      case EXTRACT_YEAR,
          EXTRACT_MONTH,
          EXTRACT_DAY,
          EXTRACT_HOUR,
          EXTRACT_MINUTE,
          EXTRACT_DAY_OF_WEEK,
          EXTRACT_EPOCH,
          ADD_SECONDS,
          SECONDS_BETWEEN,
          FLOOR_TO_HOUR,
          FLOOR_TO_DAY ->
          TimeSql.render(call.operator(), a);
    };
  }

  /// A floating value, null when it is NaN or infinite.
  static String finite(String value) {
    return "(CASE WHEN isfinite(" + value + ") THEN " + value + " END)";
  }

  /// DuckDB's own LEAST and GREATEST pass nulls over.
  private static String extreme(List<String> values, String better) {
    String best = values.getFirst();
    for (String value : values.subList(1, values.size())) {
      best =
          "(CASE WHEN %1$s IS NULL OR %2$s IS NULL THEN NULL WHEN %2$s %3$s %1$s THEN %2$s ELSE %1$s END)"
              .formatted(best, value, better);
    }
    return best;
  }

  private static String cast(Call call, String value) {
    BaseType from = call.arguments().getFirst().type().base();
    BaseType to = call.type().base();
    boolean truncates =
        (from == BaseType.FLOAT32 || from == BaseType.FLOAT64)
            && (to == BaseType.INT32 || to == BaseType.INT64);
    String cast =
        "TRY_CAST(" + (truncates ? "trunc(" + value + ")" : value) + " AS " + Values.type(to) + ")";
    return to == BaseType.FLOAT32 || to == BaseType.FLOAT64 ? finite(cast) : cast;
  }

  private static String joined(List<String> arguments, String operator) {
    return "(" + String.join(operator, arguments) + ")";
  }
}
