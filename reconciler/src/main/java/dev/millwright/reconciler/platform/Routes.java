package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Release;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Which release takes which share, and which replicas answer for each of its graphs.
///
/// @param port the port to prefer
/// @param image one with the runtime, for a gateway that has to be started
/// @param releases those that may still answer, the newest last
/// @param shares percent by release, summing to 100 unless empty
/// @param graphs for each release that may still answer, graph to replicas
/// @param copies who is asked beside the one that answers, if anybody
public record Routes(
    int port,
    ImageAt image,
    List<Release> releases,
    SortedMap<Digest, Integer> shares,
    SortedMap<Digest, SortedMap<Name, List<Replica>>> graphs,
    Optional<Copies> copies) {
  public Routes {
    releases = List.copyOf(releases);
  }

  /// With no copies.
  public Routes(
      int port,
      ImageAt image,
      List<Release> releases,
      SortedMap<Digest, Integer> shares,
      SortedMap<Digest, SortedMap<Name, List<Replica>>> graphs) {
    this(port, image, releases, shares, graphs, Optional.empty());
  }
}
