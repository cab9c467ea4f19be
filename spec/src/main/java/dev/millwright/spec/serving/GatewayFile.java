package dev.millwright.spec.serving;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// `gateway.json`: which releases take traffic, in which shares, and where each graph of each
/// release answers. Replaced atomically.
///
/// @param port the port to listen on
/// @param shares weights that sum to 100, by release; chosen for each request where it enters
/// @param graphs for each release, graph name to its processes' base URLs
/// @param copies who is asked beside the one that answers, if anybody
public record GatewayFile(
    int port,
    List<Share> shares,
    SortedMap<Digest, SortedMap<Name, List<String>>> graphs,
    Optional<Copies> copies) {
  public GatewayFile {
    shares = List.copyOf(shares);
  }

  /// One that copies nothing.
  public GatewayFile(
      int port, List<Share> shares, SortedMap<Digest, SortedMap<Name, List<String>>> graphs) {
    this(port, shares, graphs, Optional.empty());
  }

  public record Share(Digest release, int percent) {}

  /// Requests that a release gets copies of, while another one answers them.
  ///
  /// @param release who gets them
  /// @param graphs whose requests are copied
  public record Copies(Digest release, List<Name> graphs) {
    public Copies {
      graphs = List.copyOf(graphs);
    }
  }
}
