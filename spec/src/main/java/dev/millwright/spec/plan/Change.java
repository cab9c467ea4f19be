package dev.millwright.spec.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import java.util.List;
import java.util.Optional;

/// @param from the version before, absent when created
/// @param to the version after, absent when retired
/// @param fields the fields of the spec that differ
public record Change(
    Address address,
    Action action,
    List<Reason> reasons,
    Optional<Digest> from,
    Optional<Digest> to,
    List<FieldChange> fields) {
  public Change {
    reasons = List.copyOf(reasons);
    fields = List.copyOf(fields);
  }

  /// @param path JSON pointer into the spec
  /// @param before canonical JSON, absent when added
  /// @param after canonical JSON, absent when removed
  public record FieldChange(String path, Optional<String> before, Optional<String> after) {}
}
