package dev.millwright.spec.binding;

import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.expression.BaseType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Constants in canonical text: `TRUE`, `15`, `0.5`, `AA`, `2001-04-01T00:00:00Z`.
final class Constants {
  private Constants() {}

  /// The text of a value that is of this type; absent when it is of another.
  static Optional<String> of(BaseType type, JsonNode node) {
    return switch (type) {
      case BOOL -> node.isBoolean() ? Optional.of(of(node)) : Optional.empty();
      case INT32 -> integer(node, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> integer(node, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT32, FLOAT64 -> node.isNumber() ? Optional.of(of(node)) : Optional.empty();
      case STRING -> text(node);
      case TIMESTAMP -> text(node).flatMap(Quantities::instant).map(Instant::toString);
      case DATE -> text(node).flatMap(Constants::date);
      case BYTES, LIST, VECTOR -> Optional.empty();
    };
  }

  /// The text of a scalar whose type is somebody else's to check.
  static String of(JsonNode scalar) {
    if (scalar.isBoolean()) {
      return scalar.asString().toUpperCase(Locale.ROOT);
    }
    if (scalar.isIntegralNumber()) {
      return scalar.bigIntegerValue().toString();
    }
    return scalar.isNumber() ? Canonical.text(scalar) : scalar.asString();
  }

  private static Optional<String> integer(JsonNode node, long minimum, long maximum) {
    boolean fits =
        node.isIntegralNumber()
            && node.canConvertToLong()
            && node.longValue() >= minimum
            && node.longValue() <= maximum;
    return fits ? Optional.of(of(node)) : Optional.empty();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }

  private static Optional<String> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text).toString());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
