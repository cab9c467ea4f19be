package dev.millwright.reconciler.platform;

import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a release's requests came to, by graph.
public record ReleaseTraffic(SortedMap<Name, Traffic> graphs) {
  public static final ReleaseTraffic NONE = new ReleaseTraffic(new TreeMap<>());

  public ReleaseTraffic {
    graphs = Collections.unmodifiableSortedMap(new TreeMap<>(graphs));
  }

  /// What a process tells of a release, at its `/-/metrics`.
  public static ReleaseTraffic of(JsonNode measured) {
    SortedMap<Name, Traffic> graphs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> graph : measured.path("byGraph").properties()) {
      graphs.put(Name.of(graph.getKey()), Traffic.of(graph.getValue()));
    }
    return new ReleaseTraffic(graphs);
  }

  /// Of one graph.
  public Traffic of(Name graph) {
    return graphs.getOrDefault(graph, Traffic.NONE);
  }

  public long requests() {
    return graphs.values().stream().mapToLong(Traffic::requests).sum();
  }

  public long errors() {
    return graphs.values().stream().mapToLong(Traffic::errors).sum();
  }

  /// Of two processes together.
  public ReleaseTraffic plus(ReleaseTraffic other) {
    SortedMap<Name, Traffic> both = new TreeMap<>(graphs);
    other.graphs.forEach((graph, traffic) -> both.merge(graph, traffic, Traffic::plus));
    return new ReleaseTraffic(both);
  }

  /// What was counted after something that was counted before.
  public ReleaseTraffic since(ReleaseTraffic before) {
    SortedMap<Name, Traffic> rest = new TreeMap<>(graphs);
    rest.replaceAll((graph, traffic) -> traffic.since(before.of(graph)));
    return new ReleaseTraffic(rest);
  }
}
