package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.spec.lock.LockEntry.Need;
import dev.millwright.spec.resource.Function;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is to be pinned.
public final class LockNeeds {
  private LockNeeds() {}

  /// What a function needs; nothing when it has no dependencies.
  static Optional<Need> of(Function function) {
    return function.dependencies().isEmpty()
        ? Optional.empty()
        : Optional.of(new Need(function.metadata().name(), function.dependencies()));
  }

  /// What all functions need.
  public static SortedSet<Need> of(Declarations declarations) {
    SortedSet<Need> needs = new TreeSet<>();
    declarations.all(Function.class).stream()
        .map(Declared::resource)
        .map(LockNeeds::of)
        .flatMap(Optional::stream)
        .forEach(needs::add);
    return needs;
  }
}
