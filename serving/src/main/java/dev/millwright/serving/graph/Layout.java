package dev.millwright.serving.graph;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where each value stands in a request's row. Built step by step, in the order of the steps, then
/// fixed.
final class Layout {
  private static final String HIDDEN = "\0";
  private static final DataType ANY = new DataType(BaseType.STRING, true);

  private final List<NamedType> slots = new ArrayList<>();
  private final Map<String, Integer> scope = new HashMap<>();

  /// Appends a slot that expressions see by its name; a later one of the same name hides it.
  int add(NamedType column) {
    scope.put(column.name(), slots.size());
    slots.add(column);
    return slots.size() - 1;
  }

  /// The slot of a value that several steps may bring, on different ways: all of them share one,
  /// which may be without a value where one of them may be.
  int share(NamedType column) {
    Integer slot = scope.get(column.name());
    if (slot == null) {
      return add(column);
    }
    if (column.type().nullable()) {
      slots.set(slot, column);
    }
    return slot;
  }

  /// Appends slots that no expression sees until they get a name.
  int reserve(List<NamedType> columns) {
    int first = slots.size();
    slots.addAll(columns);
    return first;
  }

  /// Gives a slot a name.
  void name(String name, int slot) {
    scope.put(name, slot);
  }

  int width() {
    return slots.size();
  }

  boolean has(String name) {
    return scope.containsKey(name);
  }

  /// @throws IllegalArgumentException when nothing has that name
  int slot(String name) {
    Integer slot = scope.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("no value is named " + name);
    }
    return slot;
  }

  NamedType at(int slot) {
    return slots.get(slot);
  }

  /// The row's columns as an expression sees them now.
  List<NamedType> visible() {
    return visible(scope);
  }

  /// The row's columns when only these names are in scope; other slots have names that cannot be
  /// written.
  List<NamedType> visible(Map<String, Integer> names) {
    List<NamedType> columns = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      columns.add(new NamedType(HIDDEN + i, ANY));
    }
    names.forEach((name, slot) -> columns.set(slot, new NamedType(name, slots.get(slot).type())));
    return columns;
  }
}
