package dev.millwright.builder;

import dev.millwright.spec.lock.LockedLibrary;
import java.util.List;
import java.util.Optional;

/// Where libraries come from, as a lock sees it.
public interface Libraries {
  /// All that these roots need at run time, they themselves first, each with the digest of its
  /// bytes, in the order of the class path.
  ///
  /// @throws DependencyFailure naming what cannot be had
  List<LockedLibrary> closure(Roots roots);

  /// What a function declares.
  ///
  /// @param coordinates each `group:artifact:version`
  /// @param pom of a source folder that is a Maven project of its own
  record Roots(List<String> coordinates, Optional<byte[]> pom) {
    public Roots {
      coordinates = List.copyOf(coordinates);
    }
  }
}
