package dev.millwright.compiler.type;

import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.expression.DataType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The columns of a feature set as they come about, step by step. One whose expression is wrong is
/// there without a type, and nothing more is said about it.
final class Columns {
  private final SequencedMap<String, DataType> types = new LinkedHashMap<>();
  private final Set<String> untyped = new LinkedHashSet<>();

  void put(String name, DataType type) {
    types.put(name, type);
  }

  void putUntyped(String name) {
    untyped.add(name);
  }

  boolean has(String name) {
    return types.containsKey(name) || untyped.contains(name);
  }

  Optional<DataType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  SequencedMap<String, DataType> types() {
    return types;
  }

  Scope scope() {
    return new Scope(types);
  }

  /// Whether a text uses a column whose type is not known.
  boolean isTainted(String text) {
    return untyped.stream().anyMatch(name -> text.matches("(?s).*\\b" + name + "\\b.*"));
  }

  Columns with(Map<String, DataType> more) {
    Columns both = new Columns();
    both.types.putAll(types);
    both.types.putAll(more);
    both.untyped.addAll(untyped);
    return both;
  }
}
