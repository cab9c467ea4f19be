package dev.millwright.serving.gateway;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.serving.GatewayFile;
import dev.millwright.spec.serving.GatewayFile.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Which release answers a request, and where. Immutable: a request keeps the one that it met.
record Routing(GatewayFile file) {
  private static final int WHOLE = 100;

  /// The release by weight.
  Optional<Digest> choose(RandomGenerator random) {
    int slot = random.nextInt(WHOLE);
    for (Share share : file.shares()) {
      slot -= share.percent();
      if (slot < 0) {
        return Optional.of(share.release());
      }
    }
    return Optional.empty();
  }

  /// Where a release's graph answers; nothing when it has no such graph.
  List<String> endpoints(Digest release, Name graph) {
    Map<Name, List<String>> graphs = file.graphs().get(release);
    return graphs == null ? List.of() : graphs.getOrDefault(graph, List.of());
  }

  /// Who is asked beside the one that answers a graph's requests.
  Optional<Digest> copied(Name graph) {
    return file.copies()
        .filter(copies -> copies.graphs().contains(graph))
        .map(GatewayFile.Copies::release);
  }

  boolean knows(Digest release) {
    return file.graphs().containsKey(release);
  }

  /// The graphs that anybody can ask.
  List<Name> graphs() {
    return file.shares().stream()
        .flatMap(
            share ->
                file
                    .graphs()
                    .getOrDefault(share.release(), new java.util.TreeMap<>())
                    .keySet()
                    .stream())
        .distinct()
        .sorted()
        .toList();
  }
}
