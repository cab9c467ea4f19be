package dev.millwright.cli.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A point in time as in the project's files: `2001-04-01T00:00:00Z`, or with another offset.
final class Moment implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "`" + text + "` is not a time such as 2001-04-01T00:00:00Z");
    }
  }
}
