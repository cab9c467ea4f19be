package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.DataType;

/// What an expression has to answer at its place.
public sealed interface Expectation {
  /// Any type.
  record Anything() implements Expectation {}

  /// A value of this type: integers widen to longer ones and to floats, and what is never missing
  /// may stand where a value may be missing.
  record Assignable(DataType type) implements Expectation {}

  /// Yes or no, never unknown.
  record Condition() implements Expectation {}

  static Expectation anything() {
    return new Anything();
  }

  static Expectation assignable(DataType type) {
    return new Assignable(type);
  }

  static Expectation condition() {
    return new Condition();
  }
}
