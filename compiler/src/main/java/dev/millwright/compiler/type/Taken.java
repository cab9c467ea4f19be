package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.expression.DataType;

/// A value that a step takes by its name, against what is there when a request comes to the step.
record Taken(Checks checks, StepScope known) {
  /// @param who takes it, as the beginning of a sentence
  void take(String who, String name, DataType asked, Place place) {
    DataType found = known.names.get(name);
    String taken = who + " takes `" + name + "`";
    if (found == null && !known.tainted) {
      String which = known.missing.containsKey(name) ? "not on every way to here" : "not";
      String message = taken + ", which is " + which + " there";
      checks.unknown(place, message, name, known.names.sequencedKeySet());
    } else if (found != null && !found.fitsBarNull(asked)) {
      checks.mismatch(
          place,
          taken + " as " + asked + ", and what is there is " + found,
          "derive it in a `transform` step, or give both the same type");
    } else if (found != null && found.nullable() && !asked.nullable()) {
      checks.mismatch(
          place,
          taken + " and it may be missing",
          "fill it before, or declare the input as `" + Checks.written(asked.orNull()) + "`");
    }
  }
}
