package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is to be pinned.
public final class LockNeeds {
  private LockNeeds() {}

  /// What a function needs; nothing when it has no dependencies.
  static Optional<Need.Libraries> of(Function function) {
    return function.dependencies().isEmpty()
        ? Optional.empty()
        : Optional.of(new Need.Libraries(function.metadata().name(), function.dependencies()));
  }

  /// What a model needs; nothing when it declares its cut-off or is an artifact.
  static Optional<Need.CutOff> of(Model model) {
    return model
        .training()
        .filter(it -> it.asOf().isEmpty())
        .map(_ -> new Need.CutOff(model.metadata().name()));
  }

  /// What all functions and models need.
  public static SortedSet<Need> of(Declarations declarations) {
    SortedSet<Need> needs = new TreeSet<>();
    declarations.all(Function.class).stream()
        .map(Declared::resource)
        .map(LockNeeds::of)
        .flatMap(Optional::stream)
        .forEach(needs::add);
    declarations.all(Model.class).stream()
        .map(Declared::resource)
        .map(LockNeeds::of)
        .flatMap(Optional::stream)
        .forEach(needs::add);
    return needs;
  }
}
