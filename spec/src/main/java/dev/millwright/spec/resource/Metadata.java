package dev.millwright.spec.resource;

import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// @param version the author's word for the contract, semver
/// @param movedFrom the name that it had before: a rename, and not another resource
public record Metadata(
    Name name,
    Optional<String> version,
    Optional<Name> movedFrom,
    SortedMap<String, String> labels,
    Optional<String> description) {
  public Metadata {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /// Nothing but a name.
  public Metadata(Name name) {
    this(name, Optional.empty(), Optional.empty(), new TreeMap<>(), Optional.empty());
  }
}
