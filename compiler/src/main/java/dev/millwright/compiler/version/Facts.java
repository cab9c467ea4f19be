package dev.millwright.compiler.version;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.Pins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the commit's files say about its components.
///
/// @param treeIds the git tree id of each function's source folder
/// @param libraries the jars of each function that the commit's lock pins
/// @param pins what else the lock pins of each function
/// @param sources for each feature set read from files of the commit, and each model that is one:
///   path to the content's digest
/// @param base what images without a function's code stand on, by its digest as soon as it is known
public record Facts(
    Map<Address, String> treeIds,
    Map<Address, List<LockedLibrary>> libraries,
    Map<Address, Pins> pins,
    Map<Address, SortedMap<String, Digest>> sources,
    Optional<String> base) {

  String treeId(Address function) {
    String id = treeIds.get(function);
    if (id == null) {
      throw new IllegalArgumentException("no tree id for " + function);
    }
    return id;
  }

  Optional<List<LockedLibrary>> libraries(Address function) {
    return Optional.ofNullable(libraries.get(function));
  }

  Optional<Pins> pins(Address function) {
    return Optional.ofNullable(pins.get(function));
  }

  SortedMap<String, Digest> sources(Address component) {
    return sources.getOrDefault(component, new TreeMap<>());
  }
}
