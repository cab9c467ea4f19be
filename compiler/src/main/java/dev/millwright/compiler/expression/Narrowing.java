package dev.millwright.compiler.expression;

import java.util.HashSet;
import java.util.Set;

/// Names that cannot be missing at a place, because what stands before it asked.
record Narrowing(Set<String> present) {
  Narrowing {
    present = Set.copyOf(present);
  }

  static Narrowing none() {
    return new Narrowing(Set.of());
  }

  Narrowing with(String name) {
    Set<String> more = new HashSet<>(present);
    more.add(name);
    return new Narrowing(more);
  }
}
