package dev.millwright.compiler.lock;

import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Span;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who asks for what is to be pinned.
///
/// @param place where the first of them does
public record Asking(Span place, SortedSet<Name> functions) {
  public Asking {
    functions = Collections.unmodifiableSortedSet(new TreeSet<>(functions));
  }

  static Asking of(Span place, Name function) {
    return new Asking(place, new TreeSet<>(Set.of(function)));
  }

  /// Both, at the first place.
  public Asking and(Asking other) {
    SortedSet<Name> all = new TreeSet<>(functions);
    all.addAll(other.functions);
    return new Asking(place, all);
  }
}
