package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The names that an expression may use, in the order in which they are offered. A name may be an
/// SQL keyword (`date`, `value`) or a path (`live.auc`); case counts.
public record Scope(SequencedMap<String, DataType> names) {
  public Scope {
    names = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(names));
  }

  public static Scope of(List<NamedType> types) {
    var names = new LinkedHashMap<String, DataType>();
    types.forEach(type -> names.put(type.name(), type.type()));
    return new Scope(names);
  }

  // Written out, as in Address: expressions that were typed are found by their scope.
  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Scope(var otherNames) && names.equals(otherNames));
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  /// This scope with further names; a name that stands in both has the added type.
  public Scope with(Map<String, DataType> added) {
    var both = new LinkedHashMap<>(names);
    both.putAll(added);
    return new Scope(both);
  }
}
