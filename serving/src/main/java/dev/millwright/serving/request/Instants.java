package dev.millwright.serving.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/// Reads times as ISO 8601: without a zone they are UTC, and microseconds are kept.
final class Instants {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffsetId()
          .parseStrict()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  private Instants() {}

  static Optional<Instant> timestamp(String text) {
    try {
      TemporalAccessor read = TIMESTAMP.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      OffsetDateTime at =
          read instanceof OffsetDateTime zoned
              ? zoned
              : LocalDateTime.from(read).atOffset(ZoneOffset.UTC);
      return Optional.of(at.toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Whether every store can hold the time: years 1 to 9999.
  static boolean isStorable(Instant instant) {
    return isStorable(instant.atOffset(ZoneOffset.UTC).toLocalDate());
  }

  static boolean isStorable(LocalDate date) {
    return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
  }
}
