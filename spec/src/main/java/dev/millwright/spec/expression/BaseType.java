package dev.millwright.spec.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types of values, without nullability. `timestamp` is an instant in UTC with microseconds;
/// `date` a calendar day. What a list or a vector holds is said by [DataType#elements].
public enum BaseType {
  BOOL("bool"),
  INT32("int32"),
  INT64("int64"),
  FLOAT32("float32"),
  FLOAT64("float64"),
  STRING("string"),
  BYTES("bytes"),
  TIMESTAMP("timestamp"),
  DATE("date"),
  LIST("list"),
  VECTOR("vector");

  private static final Map<String, BaseType> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(BaseType::toString, type -> type));

  private final String word;

  BaseType(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }

  public boolean isNumeric() {
    return switch (this) {
      case INT32, INT64, FLOAT32, FLOAT64 -> true;
      case BOOL, STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> false;
    };
  }

  /// Whether a value is one thing, and not several.
  public boolean isScalar() {
    return this != LIST && this != VECTOR;
  }

  public static Optional<BaseType> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
