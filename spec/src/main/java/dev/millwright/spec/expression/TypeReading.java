package dev.millwright.spec.expression;

/// What a text says as a type, or why it says none.
public sealed interface TypeReading {
  record Known(DataType type) implements TypeReading {}

  /// What is wrong, with its place in the text.
  ///
  /// @param start counted from 0; @param end exclusive, never at the start
  /// @param message goes on after the name of a field: `is …`, `has …`
  record Wrong(int start, int end, String message, String hint) implements TypeReading {}
}
