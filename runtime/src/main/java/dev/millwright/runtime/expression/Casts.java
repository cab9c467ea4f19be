package dev.millwright.runtime.expression;

import dev.millwright.runtime.expression.Functions.Strict;
import dev.millwright.spec.expression.BaseType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Casts: what does not fit the type is null; a floating number loses what is behind its point.
final class Casts {
  private static final double LONG_LIMIT = 0x1p63;

  private Casts() {}

  static Strict to(BaseType type) {
    return values -> {
      try {
        return cast(values[0], type);
      } catch (NumberFormatException | DateTimeParseException notThatType) {
        return null;
      }
    };
  }

  private static @Nullable Object cast(Object value, BaseType type) {
    return switch (type) {
      case BOOL ->
          value instanceof Boolean
              ? value
              : value instanceof Number number ? (Object) (number.doubleValue() != 0) : null;
      case INT32 -> int32(whole(value));
      case INT64 -> whole(value);
      case FLOAT32 -> Numbers.finite(single(value));
      case FLOAT64 -> Numbers.finite(floating(value));
      case STRING -> value.toString();
      case BYTES -> value;
      case LIST, VECTOR -> throw new IllegalArgumentException("nothing is cast to a " + type);
      case TIMESTAMP ->
          value instanceof LocalDate date
              ? date.atStartOfDay().toInstant(ZoneOffset.UTC)
              : value instanceof Instant ? value : Instant.parse(value.toString());
      case DATE ->
          value instanceof Instant instant
              ? instant.atOffset(ZoneOffset.UTC).toLocalDate()
              : value instanceof LocalDate ? value : LocalDate.parse(value.toString());
    };
  }

  private static @Nullable Object int32(@Nullable Long whole) {
    return whole == null || whole != whole.intValue() ? null : (Object) whole.intValue();
  }

  private static @Nullable Long whole(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1L : 0L;
      case Double number -> truncated(number);
      case Float number -> truncated(number.doubleValue());
      case Number number -> number.longValue();
      default -> parsed(value.toString());
    };
  }

  /// A sign, if any, and ASCII digits, nothing else.
  private static @Nullable Long parsed(String text) {
    boolean digits = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '+' || c == '-');
    return digits ? Long.valueOf(text) : null;
  }

  /// Rounded once: a long that goes by way of a double may end at another float.
  private static float single(Object value) {
    return value instanceof Long number ? number.floatValue() : (float) floating(value);
  }

  private static @Nullable Long truncated(double number) {
    return number >= -LONG_LIMIT && number < LONG_LIMIT ? (Long) (long) number : null;
  }

  private static double floating(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case Number number -> number.doubleValue();
      default -> Double.parseDouble(value.toString());
    };
  }
}
