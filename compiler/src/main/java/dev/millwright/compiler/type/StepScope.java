package dev.millwright.compiler.type;

import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// What is known when a request comes to a step, whichever way it came: the request's fields, and
/// what the steps before brought.
final class StepScope {
  final SequencedMap<String, DataType> names = new LinkedHashMap<>();
  final Set<Name> vectors = new LinkedHashSet<>();

  /// Names that some way here brings, and one way that does not.
  final Map<String, String> missing = new TreeMap<>();

  /// The splits that the request is on a way of, the innermost last.
  final List<Branch> branches = new ArrayList<>();

  /// Whether a step before brought names that are not known, because something it uses is wrong.
  boolean tainted;

  private List<String> path = List.of();

  /// @param step the split; @param to the step that the way starts with
  record Branch(String step, String to) {}

  static StepScope of(List<NamedType> request) {
    StepScope known = new StepScope();
    request.forEach(field -> known.names.put(field.name(), field.type()));
    return known;
  }

  Scope scope() {
    return new Scope(names);
  }

  boolean isEnriched() {
    return !vectors.isEmpty();
  }

  StepScope copy() {
    return any(List.of(this));
  }

  /// This, one step further.
  StepScope past(String step) {
    StepScope next = copy();
    next.path = new ArrayList<>(path);
    next.path.add(step);
    return next;
  }

  /// What is known whichever of the ways was taken: what all of them bring; it may be missing where
  /// it may be on one of them.
  static StepScope any(List<StepScope> ways) {
    StepScope first = ways.getFirst();
    StepScope joined = new StepScope();
    joined.path = first.path;
    joined.branches.addAll(first.branches);
    joined.vectors.addAll(first.vectors);
    for (StepScope way : ways) {
      joined.vectors.retainAll(way.vectors);
      joined.tainted |= way.tainted;
      joined.missing.putAll(way.missing);
      way.names.forEach(joined::widen);
    }
    for (StepScope way : ways) {
      List<String> lacks =
          joined.names.keySet().stream().filter(name -> !way.names.containsKey(name)).toList();
      lacks.forEach(name -> joined.missing.put(name, String.join(" → ", way.path)));
      lacks.forEach(joined.names::remove);
    }
    return joined;
  }

  /// What is known when all of the ways have been gone.
  static StepScope all(List<StepScope> ways) {
    StepScope joined = any(ways);
    ways.forEach(way -> way.names.forEach(joined::widen));
    ways.forEach(way -> joined.vectors.addAll(way.vectors));
    joined.missing.keySet().removeAll(joined.names.keySet());
    joined.branches.removeLast();
    return joined;
  }

  private void widen(String name, DataType type) {
    names.merge(name, type, (one, other) -> other.nullable() ? one.orNull() : one);
  }
}
