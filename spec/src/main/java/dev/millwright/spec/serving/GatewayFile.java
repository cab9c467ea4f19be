package dev.millwright.spec.serving;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.util.List;
import java.util.SortedMap;

/// `gateway.json`: which releases take traffic, in which shares, and where each graph of each
/// release answers. Replaced atomically.
///
/// @param port the port to listen on
/// @param shares weights that sum to 100, by release; chosen for each request where it enters
/// @param graphs for each release, graph name to its processes' base URLs
public record GatewayFile(
    int port, List<Share> shares, SortedMap<Digest, SortedMap<Name, List<String>>> graphs) {
  public GatewayFile {
    shares = List.copyOf(shares);
  }

  public record Share(Digest release, int percent) {}
}
