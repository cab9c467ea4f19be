package dev.millwright.runtime.expression;

import dev.millwright.runtime.expression.Functions.Strict;
import dev.millwright.spec.expression.Operator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Functions of strings, by Unicode code points.
final class Texts {
  private Texts() {}

  static Strict of(Operator operator) {
    return switch (operator) {
      case UPPER -> values -> mapped((String) values[0], Letters::upper);
      case LOWER -> values -> mapped((String) values[0], Letters::lower);
      case TRIM -> values -> trimmed((String) values[0]);
      case LENGTH -> values -> (long) length((String) values[0]);
      case CONCAT ->
          values -> Arrays.stream(values).map(Object::toString).collect(Collectors.joining());
      case SUBSTRING -> Texts::substring;
      case LIKE -> values -> Likeness.of((String) values[0], (String) values[1]);
      case STARTS_WITH -> values -> ((String) values[0]).startsWith((String) values[1]);
      default -> throw new IllegalArgumentException(operator + " is no function of strings");
    };
  }

  /// By code points, which is the order of UTF-8 bytes.
  static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static String mapped(String text, IntUnaryOperator function) {
    return text.codePoints()
        .map(function)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static @Nullable Object substring(Object[] values) {
    String text = (String) values[0];
    long from = ((Number) values[1]).longValue();
    long count = values.length > 2 ? ((Number) values[2]).longValue() : Integer.MAX_VALUE;
    if (from < 1 || count < 0) {
      return null;
    }
    return text.codePoints()
        .skip(from - 1)
        .limit(count)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
