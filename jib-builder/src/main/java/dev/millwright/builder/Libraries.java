package dev.millwright.builder;

import dev.millwright.spec.lock.LockedLibrary;
import java.util.List;

/// Where libraries come from, as a lock sees it.
public interface Libraries {
  /// All that these dependencies need at run time, they themselves first, each with the digest of
  /// its bytes, in the order of the class path.
  ///
  /// @param coordinates each `group:artifact:version`
  /// @throws DependencyFailure naming the coordinate that cannot be had
  List<LockedLibrary> closure(List<String> coordinates);
}
