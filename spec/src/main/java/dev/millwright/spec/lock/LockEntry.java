package dev.millwright.spec.lock;

import dev.millwright.spec.Name;
import java.util.Comparator;
import java.util.List;

/// The libraries of one function.
///
/// @param libraries all that the dependencies need at run time, they themselves first, in the order
///   of the class path
public record LockEntry(Need need, List<LockedLibrary> libraries) {
  public LockEntry {
    libraries = List.copyOf(libraries);
  }

  /// What a commit asks to have pinned. A function may need two things: one environment may patch
  /// its dependencies.
  ///
  /// @param dependencies as the function declares them, in its order, at least one
  public record Need(Name function, List<String> dependencies) implements Comparable<Need> {
    private static final Comparator<Need> ORDER =
        Comparator.comparing((Need need) -> need.function().text())
            .thenComparing(need -> String.join(" ", need.dependencies()));

    public Need {
      dependencies = List.copyOf(dependencies);
    }

    @Override
    public int compareTo(Need other) {
      return ORDER.compare(this, other);
    }
  }
}
