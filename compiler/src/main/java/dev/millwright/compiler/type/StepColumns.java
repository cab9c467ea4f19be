package dev.millwright.compiler.type;

import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The columns that a function makes as a step of a feature set: those of its outputs that are
/// single values.
final class StepColumns {
  private StepColumns() {}

  /// Empty when there is no such function.
  static Optional<SortedMap<String, DataType>> of(Checks checks, Name function) {
    return checks
        .declarations
        .find(Function.class, Kind.FUNCTION, function)
        .map(declared -> of(declared.resource()));
  }

  private static SortedMap<String, DataType> of(Function function) {
    SortedMap<String, DataType> columns = new TreeMap<>();
    function
        .outputs()
        .forEach(
            (name, output) ->
                output
                    .value()
                    .or(() -> DataType.ofWord(output.type().name().toLowerCase(Locale.ROOT)))
                    .ifPresent(type -> columns.put(name, type)));
    return columns;
  }
}
