package dev.millwright.runtime.expression;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression.Call;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions that are null when an argument is, by operator.
final class Functions {
  private Functions() {}

  /// Takes values of which none is null.
  @FunctionalInterface
  interface Strict {
    @Nullable Object apply(Object[] values);
  }

  static Strict of(Call call) {
    boolean whole =
        call.arguments().getFirst().type().base() == BaseType.INT64
            || call.arguments().getFirst().type().base() == BaseType.INT32;
    return switch (call.operator()) {
      case NOT -> values -> !(Boolean) values[0];
      case EQUAL -> values -> compare(values[0], values[1]) == 0;
      case NOT_EQUAL -> values -> compare(values[0], values[1]) != 0;
      case LESS -> values -> compare(values[0], values[1]) < 0;
      case LESS_OR_EQUAL -> values -> compare(values[0], values[1]) <= 0;
      case GREATER -> values -> compare(values[0], values[1]) > 0;
      case GREATER_OR_EQUAL -> values -> compare(values[0], values[1]) >= 0;
      case LEAST -> values -> extreme(values, -1);
      case GREATEST -> values -> extreme(values, 1);
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
          whole ? Numbers.whole(call.operator()) : Numbers.floating(call.operator());
      case CAST -> Casts.to(call.type().base());
      case UPPER, LOWER, TRIM, LENGTH, CONCAT, SUBSTRING, LIKE, STARTS_WITH ->
          Texts.of(call.operator());
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
          Times.of(call.operator());
      case CARDINALITY -> values -> (long) ((List<?>) values[0]).size();
      case ELEMENT -> values -> element((List<?>) values[0], (Long) values[1]);
      case AND, OR, IS_NULL, IS_NOT_NULL, IS_TRUE, BETWEEN, IN, COALESCE, NULLIF ->
          throw new IllegalArgumentException(call.operator() + " is not strict");
    };
  }

  private static @Nullable Object element(List<?> values, long place) {
    Object element = place >= 1 && place <= values.size() ? values.get((int) place - 1) : null;
    return element instanceof Double || element instanceof Float
        ? Numbers.finite(element)
        : element;
  }

  /// Numbers by value, with -0.0 equal to 0.0; strings by code points; false before true; times by
  /// time.
  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(Object left, Object right) {
    return switch (left) {
      case Double number -> numbers(number, ((Number) right).doubleValue());
      case Float number -> numbers(number.doubleValue(), ((Number) right).doubleValue());
      case String text -> Texts.compare(text, (String) right);
      case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) right);
      case Number number ->
          right instanceof Double other
              ? numbers(number.doubleValue(), other)
              : Long.compare(number.longValue(), ((Number) right).longValue());
      default -> ((Comparable) left).compareTo(right);
    };
  }

  private static int numbers(double left, double right) {
    return left < right ? -1 : left > right ? 1 : 0;
  }

  private static Object extreme(Object[] values, int sign) {
    Object best = values[0];
    for (int i = 1; i < values.length; i++) {
      best = compare(values[i], best) * sign > 0 ? values[i] : best;
    }
    return best;
  }
}
