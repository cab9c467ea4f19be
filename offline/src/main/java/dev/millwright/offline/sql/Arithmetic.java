package dev.millwright.offline.sql;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression.Call;
import java.util.List;

/// Arithmetic whose overflows, divisions by zero and NaN are null.
final class Arithmetic {
  private static final String LEAST_WHOLE = "(-9223372036854775807 - 1)";

  private Arithmetic() {}

  static String render(Call call, List<String> a) {
    BaseType base = call.arguments().getFirst().type().base();
    boolean whole = base == BaseType.INT32 || base == BaseType.INT64;
    return whole && call.type().base() != BaseType.FLOAT64
        ? whole(call, a)
        : DuckDbSql.finite(floating(call, a));
  }

  private static String whole(Call call, List<String> a) {
    return switch (call.operator()) {
      case ADD -> "TRY(" + a.get(0) + " + " + a.get(1) + ")";
      case SUBTRACT -> "TRY(" + a.get(0) + " - " + a.get(1) + ")";
      case MULTIPLY -> "TRY(" + a.get(0) + " * " + a.get(1) + ")";
      case DIVIDE -> divided(a.get(0), a.get(1), "//");
      case MODULO -> divided(a.get(0), a.get(1), "%");
      case NEGATE -> "TRY(-" + a.get(0) + ")";
      case ABS -> "TRY(abs(" + a.get(0) + "))";
      case FLOOR, CEIL, ROUND -> a.get(0);
      case SIGN -> "CAST(sign(" + a.get(0) + ") AS BIGINT)";
      default -> DuckDbSql.finite(floating(call, a));
    };
  }

  private static String divided(String left, String right, String operator) {
    return "(CASE WHEN %2$s = 0 OR (%2$s = -1 AND %1$s = %4$s) THEN NULL ELSE %1$s %3$s %2$s END)"
        .formatted(left, right, operator, LEAST_WHOLE);
  }

  private static String floating(Call call, List<String> a) {
    String first = "CAST(" + a.get(0) + " AS DOUBLE)";
    return switch (call.operator()) {
      case ADD -> "(" + first + " + " + a.get(1) + ")";
      case SUBTRACT -> "(" + first + " - " + a.get(1) + ")";
      case MULTIPLY -> "(" + first + " * " + a.get(1) + ")";
      case DIVIDE ->
          "(CASE WHEN " + a.get(1) + " = 0 THEN NULL ELSE " + first + " / " + a.get(1) + " END)";
      case MODULO ->
          "(CASE WHEN "
              + a.get(1)
              + " = 0 THEN NULL ELSE fmod("
              + first
              + ", "
              + a.get(1)
              + ") END)";
      case POWER -> "TRY(pow(" + first + ", " + a.get(1) + "))";
      case NEGATE -> "(-" + first + ")";
      case ABS -> "abs(" + first + ")";
      case FLOOR -> "floor(" + first + ")";
      case CEIL -> "ceil(" + first + ")";
      case ROUND ->
          "(CASE WHEN "
              + first
              + " < 0 THEN -floor(-"
              + first
              + " + 0.5) ELSE floor("
              + first
              + " + 0.5) END)";
      case SIGN -> "CAST(sign(" + first + ") AS DOUBLE)";
      case SQRT -> "(CASE WHEN " + first + " < 0 THEN NULL ELSE sqrt(" + first + ") END)";
      case LN -> "(CASE WHEN " + first + " <= 0 THEN NULL ELSE ln(" + first + ") END)";
      case EXP -> "TRY(exp(" + first + "))";
      case SIN -> "sin(" + first + ")";
      case COS -> "cos(" + first + ")";
      case RADIANS -> "(" + first + " * CAST('0.017453292519943295' AS DOUBLE))";
      default -> throw new IllegalArgumentException(call.operator() + " is no arithmetic");
    };
  }
}
