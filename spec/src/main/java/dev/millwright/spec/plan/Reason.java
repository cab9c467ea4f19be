package dev.millwright.spec.plan;

import dev.millwright.spec.Address;
import java.util.List;

/// Why a component changes.
///
/// @param path for a dependency's change: the way from the changed component to this one, both
///   included
public record Reason(Code code, String sentence, List<Address> path) {
  public Reason {
    path = List.copyOf(path);
  }

  /// Stable codes, for programs.
  public enum Code {
    NEW,
    MOVED,
    OWN_SPEC,
    SOURCE,
    DEPENDENCY,
    SETTINGS,
    DATA,
    ENVIRONMENT_PATCH,
    NOT_IN_GIT,
    UNCHANGED
  }
}
