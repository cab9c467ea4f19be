package dev.millwright.cli.report;

import dev.millwright.spec.expression.NamedType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A value that a field accepts, for a request to try.
final class ExampleValue {
  private ExampleValue() {}

  /// @param now the data's present, if it is not the wall clock's
  static Object of(NamedType field, Optional<Instant> now) {
    return switch (field.type().base()) {
      case BOOL -> true;
      case INT32, INT64 -> 500;
      case FLOAT32, FLOAT64 -> 1.5;
      case STRING, BYTES -> field.name().equals("destination") ? "LAX" : "SEA";
      case TIMESTAMP -> now.orElseGet(Instant::now).truncatedTo(ChronoUnit.SECONDS).toString();
      case DATE -> now.orElseGet(Instant::now).toString().substring(0, 10);
    };
  }
}
