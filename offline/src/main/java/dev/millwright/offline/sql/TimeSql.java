package dev.millwright.offline.sql;

import dev.millwright.spec.expression.Operator;
import java.util.List;

/// Functions of times, in UTC.
final class TimeSql {
  private static final String FIRST = "TIMESTAMP '0001-01-01 00:00:00'";
  private static final String LAST = "TIMESTAMP '9999-12-31 23:59:59.999999'";

  private TimeSql() {}

  static String render(Operator operator, List<String> a) {
    return switch (operator) {
      case EXTRACT_YEAR -> "year(" + a.get(0) + ")";
      case EXTRACT_MONTH -> "month(" + a.get(0) + ")";
      case EXTRACT_DAY -> "day(" + a.get(0) + ")";
      case EXTRACT_HOUR -> "hour(" + a.get(0) + ")";
      case EXTRACT_MINUTE -> "minute(" + a.get(0) + ")";
      case EXTRACT_DAY_OF_WEEK -> "isodow(" + a.get(0) + ")";
      case EXTRACT_EPOCH -> "CAST(floor(epoch_us(" + a.get(0) + ") / 1000000) AS BIGINT)";
      case ADD_SECONDS -> plus(a.get(1), a.get(0));
      case SECONDS_BETWEEN ->
          "((epoch_us(" + a.get(1) + ") - epoch_us(" + a.get(0) + ")) // 1000000)";
      case FLOOR_TO_HOUR -> "date_trunc('hour', " + a.get(0) + ")";
      case FLOOR_TO_DAY -> "CAST(date_trunc('day', " + a.get(0) + ") AS TIMESTAMP)";
      default -> throw new IllegalArgumentException(operator + " is no function of times");
    };
  }

  private static String plus(String time, String seconds) {
    String sum = "TRY(make_timestamp(epoch_us(" + time + ") + " + seconds + " * 1000000))";
    return "(CASE WHEN %1$s BETWEEN %2$s AND %3$s THEN %1$s END)".formatted(sum, FIRST, LAST);
  }
}
