package dev.millwright.reconciler.platform.kubernetes.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// An object with what a look around it found. What is not among it counts as not there, so that
/// what could not be read may be left out.
///
/// @param now when it was looked
/// @param around ReplicaSets, Pods, Nodes, PersistentVolumeClaims and Gateways, each with its kind
/// @param events of the core API, about any of them
public record Surroundings(
    Instant now, JsonNode object, List<JsonNode> around, List<JsonNode> events) {
  public Surroundings {
    around = List.copyOf(around);
    events = List.copyOf(events);
  }

  Live live() {
    return new Live(object);
  }

  List<Live> all(String kind) {
    return lives(kind).toList();
  }

  /// @param namespace empty for kinds without namespaces
  Optional<Live> named(String kind, String namespace, String name) {
    return lives(kind)
        .filter(one -> one.name().equals(name) && one.namespace().equals(namespace))
        .findFirst();
  }

  /// The newest first.
  List<Live> owned(String kind, Live owner) {
    return lives(kind)
        .filter(one -> one.isOwnedBy(owner))
        .sorted(Comparator.comparing(Surroundings::age).reversed())
        .toList();
  }

  /// The latest first.
  Stream<Happening> events(Live about, Set<String> reasons) {
    return events.stream()
        .map(Happening::of)
        .filter(one -> one.uid().equals(about.uid()) && reasons.contains(one.reason()))
        .sorted(Comparator.comparing(Happening::at).reversed());
  }

  private Stream<Live> lives(String kind) {
    return around.stream().map(Live::new).filter(one -> one.kind().equals(kind));
  }

  private static Instant age(Live live) {
    return live.time("/metadata/creationTimestamp").orElse(Instant.EPOCH);
  }
}
