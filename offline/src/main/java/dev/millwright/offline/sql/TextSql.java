package dev.millwright.offline.sql;

import dev.millwright.spec.expression.Operator;
import java.util.List;

/// Functions of strings.
final class TextSql {
  private static final int LONGEST = Integer.MAX_VALUE;

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

  /// DuckDB counts from the end for negative places and refuses those beyond 32 bits, which lie
  /// behind every text's end.
  private static String substring(List<String> a) {
    String from =
        DuckDbSql.named(a.get(1), "(CASE WHEN %1$s >= 1 THEN least(%1$s, " + LONGEST + ") END)");
    if (a.size() == 2) {
      return "substring(" + a.get(0) + ", " + from + ")";
    }
    String count =
        DuckDbSql.named(a.get(2), "(CASE WHEN %1$s >= 0 THEN least(%1$s, " + LONGEST + ") END)");
    return "substring(" + a.get(0) + ", " + from + ", " + count + ")";
  }
}
