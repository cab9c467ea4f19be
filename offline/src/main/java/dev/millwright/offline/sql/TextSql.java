package dev.millwright.offline.sql;

import dev.millwright.spec.expression.Operator;
import java.util.List;

/// Functions of strings.
final class TextSql {
  private TextSql() {}

  static String render(Operator operator, List<String> a) {
    return switch (operator) {
      case UPPER -> "upper(" + a.get(0) + ")";
      case LOWER -> "lower(" + a.get(0) + ")";
      case TRIM -> "trim(" + a.get(0) + ", ' ')";
      case LENGTH -> "length(" + a.get(0) + ")";
      case CONCAT -> "(" + String.join(" || ", a) + ")";
      case SUBSTRING -> substring(a);
      case LIKE -> "(" + a.get(0) + " LIKE " + a.get(1) + ")";
      case STARTS_WITH -> "starts_with(" + a.get(0) + ", " + a.get(1) + ")";
      default -> throw new IllegalArgumentException(operator + " is no function of strings");
    };
  }

  private static String substring(List<String> a) {
    String count = a.size() > 2 ? " OR " + a.get(2) + " < 0" : "";
    return "(CASE WHEN "
        + a.get(1)
        + " < 1"
        + count
        + " THEN NULL ELSE substring("
        + String.join(", ", a)
        + ") END)";
  }
}
