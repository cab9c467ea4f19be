package dev.millwright.offline.sql;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression.Call;
import java.util.List;

/// Arithmetic whose overflows, divisions by zero and NaN are null.
final class Arithmetic {
  private Arithmetic() {}

  static String render(Call call, List<String> a) {
    BaseType base = call.arguments().getFirst().type().base();
    boolean whole = base == BaseType.INT32 || base == BaseType.INT64;
    return whole && call.type().base() != BaseType.FLOAT64
        ? whole(call, a)
        : DuckDbSql.finite(floating(call, a));
  }

  /// In 128 bits, where nothing overflows, and then cast back: an error inside of TRY may be raised
  /// outside of it when the same sum stands twice in a query.
  private static String whole(Call call, List<String> a) {
    String first = "CAST(" + a.get(0) + " AS HUGEINT)";
    return switch (call.operator()) {
      case ADD -> fitting(first + " + " + a.get(1));
      case SUBTRACT -> fitting(first + " - " + a.get(1));
      case MULTIPLY -> fitting(first + " * " + a.get(1));
      case DIVIDE -> fitting(first + " // " + divisor(a.get(1)));
      case MODULO -> modulo(a.get(0), a.get(1));
      case NEGATE -> fitting("-" + first);
      case ABS -> fitting("abs(" + first + ")");
      case FLOOR, CEIL, ROUND -> a.get(0);
      case SIGN -> "CAST(sign(" + a.get(0) + ") AS BIGINT)";
      default -> DuckDbSql.finite(floating(call, a));
    };
  }

  private static String fitting(String hugeint) {
    return "TRY_CAST(" + hugeint + " AS BIGINT)";
  }

  private static String divisor(String value) {
    return DuckDbSql.named(value, "(CASE WHEN %1$s <> 0 THEN %1$s END)");
  }

  /// By -1 there is no remainder, except for the least integer, whose quotient overflows.
  private static String modulo(String left, String right) {
    return DuckDbSql.named(
        "{a: " + left + ", b: " + divisor(right) + "}",
        "(CASE WHEN %1$s.b <> -1 THEN %1$s.a %% %1$s.b"
            + " WHEN %1$s.b = -1 AND %1$s.a >= -9223372036854775807 THEN 0 END)");
  }

  private static String floating(Call call, List<String> a) {
    String first = "CAST(" + a.get(0) + " AS DOUBLE)";
    return switch (call.operator()) {
      case ADD -> "(" + first + " + " + a.get(1) + ")";
      case SUBTRACT -> "(" + first + " - " + a.get(1) + ")";
      case MULTIPLY -> "(" + first + " * " + a.get(1) + ")";
      // What divides by zero is no finite number.
      case DIVIDE -> "(" + first + " / " + a.get(1) + ")";
      case MODULO -> "(" + first + " % " + a.get(1) + ")";
      case POWER -> "pow(" + first + ", " + a.get(1) + ")";
      case NEGATE -> "(-" + first + ")";
      case ABS -> "abs(" + first + ")";
      case FLOOR -> "floor(" + first + ")";
      case CEIL -> "ceil(" + first + ")";
      case ROUND -> "round(" + first + ")";
      case SIGN -> "CAST(sign(" + first + ") AS DOUBLE)";
      case SQRT -> "sqrt(" + first + ")";
      case LN -> "ln(" + first + ")";
      case EXP -> "exp(" + first + ")";
      case SIN -> "sin(" + first + ")";
      case COS -> "cos(" + first + ")";
      case RADIANS -> "(" + first + " * CAST('0.017453292519943295' AS DOUBLE))";
      default -> throw new IllegalArgumentException(call.operator() + " is no arithmetic");
    };
  }
}
