package dev.millwright.spec.binding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Amounts as people write them.
final class Quantities {
  private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");
  private static final Pattern MEMORY =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(Ki|Mi|Gi|Ti|k|M|G|T)?");
  private static final Pattern CPU = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,9})?)(m)?");
  private static final Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:\\d{2})");

  private Quantities() {}

  /// `300ms`, `90s`, `15m`, `6h`, `7d`.
  static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> throw new IllegalStateException("no such unit: " + text);
        });
  }

  /// A Kubernetes quantity in bytes: `512Mi`, `2Gi`, `1.5G`, `1048576`. Parts of a byte round up,
  /// as in Kubernetes.
  static Optional<Long> memory(String text) {
    Matcher matcher = MEMORY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit(matcher.group(2)));
    boolean fits = bytes.signum() > 0 && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    return fits
        ? Optional.of(bytes.setScale(0, RoundingMode.CEILING).longValueExact())
        : Optional.empty();
  }

  /// A Kubernetes quantity in thousandths of a processor: `2`, `0.5`, `500m`. Parts of a thousandth
  /// round up.
  static Optional<Long> cpu(String text) {
    Matcher matcher = CPU.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal amount = new BigDecimal(matcher.group(1));
    BigDecimal millis = matcher.group(2) == null ? amount.movePointRight(3) : amount;
    return millis.signum() > 0
        ? Optional.of(millis.setScale(0, RoundingMode.CEILING).longValueExact())
        : Optional.empty();
  }

  /// ISO 8601 with a zone and at most microseconds.
  static Optional<Instant> instant(String text) {
    try {
      return INSTANT.matcher(text).matches()
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal unit(@Nullable String suffix) {
    return switch (suffix) {
      case null -> BigDecimal.ONE;
      case "Ki" -> BigDecimal.TWO.pow(10);
      case "Mi" -> BigDecimal.TWO.pow(20);
      case "Gi" -> BigDecimal.TWO.pow(30);
      case "Ti" -> BigDecimal.TWO.pow(40);
      case "k" -> BigDecimal.TEN.pow(3);
      case "M" -> BigDecimal.TEN.pow(6);
      case "G" -> BigDecimal.TEN.pow(9);
      case "T" -> BigDecimal.TEN.pow(12);
      default -> throw new IllegalStateException("no such unit: " + suffix);
    };
  }
}
