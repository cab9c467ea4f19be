package dev.millwright.spec.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/// A base type and whether a value may be missing. Prints as `float64?` when it may.
public record DataType(BaseType base, boolean nullable) {
  public static DataType of(BaseType base) {
    return new DataType(base, false);
  }

  public static Optional<DataType> ofWord(String word) {
    boolean nullable = word.endsWith("?");
    return BaseType.ofWord(nullable ? word.substring(0, word.length() - 1) : word)
        .map(base -> new DataType(base, nullable));
  }

  @JsonCreator
  public static DataType parse(String word) {
    return ofWord(word).orElseThrow(() -> new IllegalArgumentException("not a type: " + word));
  }

  public DataType orNull() {
    return new DataType(base, true);
  }

  public DataType notNull() {
    return new DataType(base, false);
  }

  @Override
  @JsonValue
  public String toString() {
    return nullable ? base + "?" : base.toString();
  }
}
