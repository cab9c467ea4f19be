package dev.millwright.runtime.expression;

import dev.millwright.runtime.expression.Functions.Strict;
import dev.millwright.spec.expression.Operator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Functions of times, in UTC.
final class Times {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Times() {}

  static Strict of(Operator operator) {
    return switch (operator) {
      case EXTRACT_YEAR -> values -> (long) date(values[0]).getYear();
      case EXTRACT_MONTH -> values -> (long) date(values[0]).getMonthValue();
      case EXTRACT_DAY -> values -> (long) date(values[0]).getDayOfMonth();
      case EXTRACT_DAY_OF_WEEK -> values -> (long) date(values[0]).getDayOfWeek().getValue();
      case EXTRACT_HOUR -> values -> (long) utc(values[0]).getHour();
      case EXTRACT_MINUTE -> values -> (long) utc(values[0]).getMinute();
      case EXTRACT_EPOCH -> values -> ((Instant) values[0]).getEpochSecond();
      case ADD_SECONDS -> values -> plus((Instant) values[1], ((Number) values[0]).longValue());
      case SECONDS_BETWEEN ->
          values -> ChronoUnit.SECONDS.between((Instant) values[0], (Instant) values[1]);
      case FLOOR_TO_HOUR -> values -> ((Instant) values[0]).truncatedTo(ChronoUnit.HOURS);
      case FLOOR_TO_DAY -> values -> ((Instant) values[0]).truncatedTo(ChronoUnit.DAYS);
      default -> throw new IllegalArgumentException(operator + " is no function of times");
    };
  }

  private static @Nullable Object plus(Instant at, long seconds) {
    long limit = ChronoUnit.SECONDS.between(FIRST, LAST);
    if (seconds > limit || seconds < -limit) {
      return null;
    }
    Instant sum = at.plusSeconds(seconds);
    return sum.isBefore(FIRST) || sum.isAfter(LAST) ? null : sum;
  }

  private static LocalDate date(Object value) {
    return value instanceof LocalDate date ? date : utc(value).toLocalDate();
  }

  private static OffsetDateTime utc(Object value) {
    return ((Instant) value).atOffset(ZoneOffset.UTC);
  }
}
