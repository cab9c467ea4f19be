package dev.millwright.serving.graph;

import dev.millwright.spec.expression.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One number that a model takes.
///
/// @param column the value of the row that it is, or is of
/// @param element its place in a vector, from 0; [#WHOLE] of a single value
/// @param fill what it is where the value was filled in: two models of one graph were trained on
///   their own statistics; null of a model that takes what was filled in
/// @param optional whether the model takes a row in which it is missing
record ModelInput(String column, int slot, int element, @Nullable Float fill, boolean optional) {
  static final int WHOLE = -1;

  /// The numbers that a value is, in the order in which a model is trained on them.
  static List<ModelInput> of(
      String column, int slot, DataType type, @Nullable Float fill, boolean optional) {
    List<ModelInput> numbers = new ArrayList<>();
    int dimension = type.dimension().orElse(0);
    for (int i = 0; i < dimension; i++) {
      numbers.add(new ModelInput(column, slot, i, fill, optional));
    }
    if (dimension == 0) {
      numbers.add(new ModelInput(column, slot, WHOLE, fill, optional));
    }
    return numbers;
  }

  /// NaN where the value is missing.
  float of(@Nullable Object value, boolean filled) {
    return switch (value) {
      case null -> Float.NaN;
      case Object _ when filled && fill != null -> fill;
      case List<?> vector when element != WHOLE && vector.get(element) instanceof Number number ->
          number.floatValue();
      case Number number -> number.floatValue();
      case Boolean truth -> truth ? 1 : 0;
      case Object other ->
          throw new IllegalStateException(column + " is no number: " + other.getClass());
    };
  }
}
