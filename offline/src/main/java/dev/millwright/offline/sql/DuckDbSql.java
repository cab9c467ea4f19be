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
  private static final int LONGEST_REPEATED = 80;

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
    String type = Values.type(literal.type());
    return literal
        .text()
        .map(
            text ->
                switch (literal.type().base()) {
                  case BYTES -> "from_base64(" + Sql.text(text) + ")";
                  case TIMESTAMP -> cast(text.replace("Z", "").replace('T', ' '), type);
                  case BOOL, INT32, INT64, FLOAT32, FLOAT64, STRING, DATE -> cast(text, type);
                  case LIST, VECTOR -> throw new IllegalArgumentException("no constant: " + text);
                })
        .orElse("CAST(NULL AS " + type + ")");
  }

  private static String cast(String text, String type) {
    return "CAST(" + Sql.text(text) + " AS " + type + ")";
  }

  private static String field(Field field) {
    String name = Sql.name(field.name());
    return switch (field.type().base()) {
      case FLOAT32, FLOAT64 -> finite(name);
      case BOOL, INT32, INT64, STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> name;
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
      case CARDINALITY -> "CAST(len(" + a.get(0) + ") AS BIGINT)";
      case ELEMENT -> element(call, a.get(0), a.get(1));
    };
  }

  /// DuckDB counts elements below 1 from the end; the typer lets no such constant through.
  private static String element(Call call, String several, String place) {
    String element =
        call.arguments().get(1) instanceof Literal
            ? several + "[" + place + "]"
            : named(
                "{several: " + several + ", place: " + place + "}",
                "(CASE WHEN %1$s.place >= 1 THEN %1$s.several[%1$s.place] END)");
    return switch (call.type().base()) {
      case FLOAT32, FLOAT64 -> finite(element);
      case BOOL, INT32, INT64, STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> element;
    };
  }

  /// A floating value, null when it is NaN or infinite.
  public static String finite(String value) {
    return named(value, "(CASE WHEN isfinite(%1$s) THEN %1$s END)");
  }

  /// SQL that uses a value more than once. A long one is named instead of repeated, since what is
  /// repeated at each level of a tree doubles with each.
  ///
  /// @param body a format in which `%1$s` is the value
  static String named(String value, String body) {
    return value.length() <= LONGEST_REPEATED
        ? body.formatted(value)
        : "list_transform([" + value + "], lambda it: " + body.formatted("it") + ")[1]";
  }

  /// DuckDB's own LEAST and GREATEST pass nulls over. The sign of zero is that of the first.
  private static String extreme(List<String> values, String better) {
    String best = values.getFirst();
    for (String value : values.subList(1, values.size())) {
      best =
          named(
              "{best: " + best + ", more: " + value + "}",
              "(CASE WHEN %1$s.best IS NULL OR %1$s.more IS NULL THEN NULL WHEN %1$s.more "
                  + better
                  + " %1$s.best THEN %1$s.more ELSE %1$s.best END)");
    }
    return best;
  }

  private static String cast(Call call, String value) {
    BaseType from = call.arguments().getFirst().type().base();
    BaseType to = call.type().base();
    boolean whole = to == BaseType.INT32 || to == BaseType.INT64;
    boolean floating = from == BaseType.FLOAT32 || from == BaseType.FLOAT64;
    String type = " AS " + Values.type(call.type()) + ")";
    if (whole && floating) {
      return "TRY_CAST(trunc(" + value + ")" + type;
    }
    if (whole && from == BaseType.STRING) {
      String digits = "(CASE WHEN regexp_full_match(%1$s, '[+-]?[0-9]+') THEN TRY_CAST(%1$s";
      return named(value, digits + type + " END)");
    }
    String cast = "TRY_CAST(" + value + type;
    return to == BaseType.FLOAT32 ? finite(cast) : cast;
  }

  private static String joined(List<String> arguments, String operator) {
    return "(" + String.join(operator, arguments) + ")";
  }
}
