package dev.millwright.spec.resource;

import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// @param version the author's word for the contract, semver
public record Metadata(
    Name name,
    Optional<String> version,
    SortedMap<String, String> labels,
    Optional<String> description) {
  public Metadata {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
