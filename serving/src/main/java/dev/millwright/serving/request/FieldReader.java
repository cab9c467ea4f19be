package dev.millwright.serving.request;

import dev.millwright.serving.request.Violation.Code;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.NamedType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/// Reads the value of one field. Nothing is converted: a number in quotes is a string.
final class FieldReader {
  private final NamedType field;
  private final Optional<ElementsReader> elements;

  FieldReader(NamedType field) {
    this.field = field;
    this.elements = field.type().elements().map(_ -> new ElementsReader(field));
  }

  String name() {
    return field.name();
  }

  boolean isRequired() {
    return !field.type().nullable();
  }

  /// The value at the parser's token, which it leaves behind; null also when a violation was found.
  @Nullable Object read(JsonParser parser, JsonToken token, List<Violation> violations) {
    if (token == JsonToken.VALUE_NULL) {
      if (isRequired()) {
        violations.add(new Violation(name(), Code.NULL_VALUE, name() + " must not be null"));
      }
      return null;
    }
    Object value = fits(token) ? value(parser, violations) : wrongType(token, violations);
    parser.skipChildren();
    return value;
  }

  private boolean fits(JsonToken token) {
    return switch (field.type().base()) {
      case BOOL -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
      case INT32, INT64 -> token == JsonToken.VALUE_NUMBER_INT;
      case FLOAT32, FLOAT64 ->
          token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
      case STRING, BYTES, TIMESTAMP, DATE -> token == JsonToken.VALUE_STRING;
      case LIST, VECTOR -> token == JsonToken.START_ARRAY;
    };
  }

  private @Nullable Object value(JsonParser parser, List<Violation> violations) {
    return switch (field.type().base()) {
      case BOOL -> parser.getBooleanValue();
      case INT32, INT64, FLOAT32, FLOAT64 -> number(parser, violations);
      case STRING -> string(parser.getString(), violations);
      case BYTES -> bytes(parser.getString(), violations);
      case TIMESTAMP -> timestamp(parser.getString(), violations);
      case DATE -> date(parser.getString(), violations);
      case LIST, VECTOR -> elements.orElseThrow().read(parser, violations);
    };
  }

  private @Nullable Object number(JsonParser parser, List<Violation> violations) {
    try {
      Object number = exact(parser);
      if (number != null) {
        return number;
      }
    } catch (InputCoercionException _) {
      // a whole number beyond 64 bits
    }
    return violated(Code.OUT_OF_RANGE, "is out of the range of " + field.type().base(), violations);
  }

  /// The number in the field's type; null when it is not in the type's range.
  private @Nullable Object exact(JsonParser parser) {
    BaseType base = field.type().base();
    if (base == BaseType.INT64) {
      return parser.getLongValue();
    }
    if (base == BaseType.INT32) {
      return parser.getIntValue();
    }
    double value = parser.getDoubleValue();
    if (base == BaseType.FLOAT32) {
      float narrow = (float) value;
      return Float.isInfinite(narrow) ? null : (Object) narrow;
    }
    return Double.isInfinite(value) ? null : (Object) value;
  }

  private @Nullable Object string(String text, List<Violation> violations) {
    if (Text.isWellFormed(text)) {
      return text;
    }
    return violated(Code.INVALID_TEXT, "holds half a surrogate pair", violations);
  }

  private @Nullable Object bytes(String text, List<Violation> violations) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return violated(Code.WRONG_TYPE, "must be Base64", violations);
    }
  }

  private @Nullable Object timestamp(String text, List<Violation> violations) {
    Optional<Instant> instant = Instants.timestamp(text);
    if (instant.isEmpty()) {
      return violated(
          Code.WRONG_TYPE, "must be a time such as 2001-03-30T18:00:00Z (timestamp)", violations);
    }
    return Instants.isStorable(instant.get()) ? instant.get() : yearOutOfRange(violations);
  }

  private @Nullable Object date(String text, List<Violation> violations) {
    Optional<LocalDate> date = Instants.date(text);
    if (date.isEmpty()) {
      return violated(Code.WRONG_TYPE, "must be a day such as 2001-03-30 (date)", violations);
    }
    return Instants.isStorable(date.get()) ? date.get() : yearOutOfRange(violations);
  }

  private @Nullable Object yearOutOfRange(List<Violation> violations) {
    return violated(Code.OUT_OF_RANGE, "must lie in the years 1 to 9999", violations);
  }

  private @Nullable Object wrongType(JsonToken token, List<Violation> violations) {
    return violated(
        Code.WRONG_TYPE,
        "must be " + wanted() + " (" + field.type() + "), not " + found(token),
        violations);
  }

  private @Nullable Object violated(Code code, String what, List<Violation> violations) {
    violations.add(new Violation(name(), code, name() + " " + what));
    return null;
  }

  private String wanted() {
    return switch (field.type().base()) {
      case BOOL -> "true or false";
      case INT32, INT64 -> "a whole number";
      case FLOAT32, FLOAT64 -> "a number";
      case STRING -> "a string";
      case BYTES -> "a Base64 string";
      case TIMESTAMP -> "a time in ISO 8601, as a string";
      case DATE -> "a day in ISO 8601, as a string";
      case LIST -> "an array";
      case VECTOR -> "an array of " + field.type().dimension().orElseThrow() + " numbers";
    };
  }

  private static String found(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          token.name();
    };
  }
}
