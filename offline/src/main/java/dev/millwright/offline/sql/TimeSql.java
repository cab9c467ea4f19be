package dev.millwright.offline.sql;

import dev.millwright.offline.duckdb.Values;
import dev.millwright.spec.expression.Operator;
import java.time.Instant;
import java.util.List;

/// Functions of times, in UTC.
final class TimeSql {
  private static final long FIRST = Values.micros(Instant.parse("0001-01-01T00:00:00Z"));
  private static final long LAST = Values.micros(Instant.parse("9999-12-31T23:59:59.999999Z"));

  private TimeSql() {}

  static String render(Operator operator, List<String> a) {
    return switch (operator) {
      case EXTRACT_YEAR -> "year(" + a.get(0) + ")";
      case EXTRACT_MONTH -> "month(" + a.get(0) + ")";
      case EXTRACT_DAY -> "day(" + a.get(0) + ")";
      case EXTRACT_HOUR -> "hour(" + a.get(0) + ")";
      case EXTRACT_MINUTE -> "minute(" + a.get(0) + ")";
      case EXTRACT_DAY_OF_WEEK -> "isodow(" + a.get(0) + ")";
      case EXTRACT_EPOCH -> "(epoch_us(date_trunc('second', " + a.get(0) + ")) // 1000000)";
      case ADD_SECONDS -> plus(a.get(1), a.get(0));
      case SECONDS_BETWEEN ->
          "((epoch_us(" + a.get(1) + ") - epoch_us(" + a.get(0) + ")) // 1000000)";
      case FLOOR_TO_HOUR -> "date_trunc('hour', " + a.get(0) + ")";
      case FLOOR_TO_DAY -> "CAST(date_trunc('day', " + a.get(0) + ") AS TIMESTAMP)";
      default -> throw new IllegalArgumentException(operator + " is no function of times");
    };
  }

  /// The check is made on microseconds in 128 bits, where nothing overflows.
  private static String plus(String time, String seconds) {
    String sum =
        "CAST(epoch_us(" + time + ") AS HUGEINT) + CAST(" + seconds + " AS HUGEINT) * 1000000";
    return DuckDbSql.named(
        sum,
        "(CASE WHEN %1$s BETWEEN "
            + FIRST
            + " AND "
            + LAST
            + " THEN make_timestamp(TRY_CAST(%1$s AS BIGINT)) END)");
  }
}
