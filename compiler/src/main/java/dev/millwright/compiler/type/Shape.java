package dev.millwright.compiler.type;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Workflow;
import java.util.Locale;
import java.util.Optional;

/// What a name of a workflow leads to: a value, an artifact such as a dataset, or a list of them.
///
/// @param type of a value; absent for an artifact
/// @param word what it is called
record Shape(Optional<DataType> type, String word, boolean isList) {
  static Shape of(BaseType type) {
    return of(DataType.of(type));
  }

  static Shape of(DataType type) {
    return new Shape(Optional.of(type), type.toString(), false);
  }

  static Shape artifact(String word) {
    return new Shape(Optional.empty(), word, false);
  }

  /// What a function's output is: a value where its type is one of values.
  static Shape of(Function.Output output) {
    String word = word(output.type());
    return output
        .value()
        .or(() -> DataType.ofWord(word))
        .map(Shape::of)
        .orElseGet(() -> artifact(word));
  }

  static Shape of(Workflow.Parameter parameter) {
    Shape element = of(parameter.type());
    return parameter.elements().isPresent() ? element.listed() : element;
  }

  /// How a type of an input or an output is written.
  static String word(Enum<?> type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  Shape listed() {
    return new Shape(type, word, true);
  }

  Shape element() {
    return new Shape(type, word, false);
  }

  /// The type, where an expression can take it.
  Optional<DataType> single() {
    return isList ? Optional.empty() : type;
  }

  /// Whether it fits where a value of a type is asked: integers widen to longer ones and to floats.
  boolean fits(DataType asked) {
    return single()
        .filter(own -> own.base() == asked.base() || rank(own.base()) < rank(asked.base()))
        .filter(own -> own.base().isNumeric() == asked.base().isNumeric())
        .isPresent();
  }

  private static int rank(BaseType type) {
    return switch (type) {
      case INT32 -> 1;
      case INT64 -> 2;
      case FLOAT32 -> 3;
      case FLOAT64 -> 4;
      case BOOL, STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> 0;
    };
  }

  @Override
  public String toString() {
    return isList ? "list<" + word + ">" : word;
  }
}
