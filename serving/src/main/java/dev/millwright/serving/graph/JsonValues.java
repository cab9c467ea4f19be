package dev.millwright.serving.graph;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes a row's values as JSON: times in ISO 8601, bytes in Base64, NaN as a string, lists and
/// vectors as arrays.
public final class JsonValues {
  private JsonValues() {}

  public static void property(JsonGenerator json, String name, @Nullable Object value) {
    json.writeName(name);
    value(json, value);
  }

  public static void value(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case String text -> json.writeString(text);
      case byte[] bytes -> json.writeBinary(bytes);
      case Instant instant -> json.writeString(instant.toString());
      case LocalDate date -> json.writeString(date.toString());
      case List<?> several -> {
        json.writeStartArray();
        several.forEach(element -> value(json, element));
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no value of a row: " + value.getClass());
    }
  }
}
