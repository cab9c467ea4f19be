package dev.millwright.spec.serving;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// `releases.json`: which releases a graph process may answer for, and what each binds. Replaced
/// atomically; the process reloads it when told and answers by the release that the request
/// carries.
public record ReleasesFile(SortedMap<Digest, Bound> releases) {
  public ReleasesFile {
    releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
  }

  /// @param versions address to version of all that takes part in an answer: graph, models,
  ///   vectors, sets
  /// @param online each set's online store file; @param models each model's files
  public record Bound(
      SortedMap<Address, Digest> versions,
      SortedMap<Name, String> online,
      SortedMap<Name, ModelPaths> models) {}

  public record ModelPaths(String model, String baseline) {}
}
