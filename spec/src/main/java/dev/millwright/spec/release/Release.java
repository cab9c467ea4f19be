package dev.millwright.spec.release;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Taking;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What should run in one environment. The same content has the same id on every machine; the
/// revision is a note beside it, never in it.
///
/// @param id digest of the canonical form of all other fields
public record Release(
    Digest id,
    Name project,
    Name environment,
    Optional<Instant> clockStartsAt,
    int gatewayPort,
    SortedMap<Address, Component> components) {
  public Release {
    components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
  }

  /// The component at an address.
  ///
  /// @throws IllegalArgumentException when the release has none there
  public Component at(Address address) {
    Component component = components.get(address);
    if (component == null) {
      throw new IllegalArgumentException("release " + id.brief() + " has no " + address);
    }
    return component;
  }

  public Component at(Kind kind, Name name) {
    return at(new Address(kind, name));
  }

  /// All components of a kind, in order of name.
  public List<Component> of(Kind kind) {
    return components.values().stream()
        .filter(component -> component.address().kind() == kind)
        .toList();
  }

  /// The functions that a graph asks, in order of its steps.
  ///
  /// @param graph a graph of this release
  public List<Function> functions(ServingGraph graph) {
    return graph.functions().stream()
        .map(name -> (Function) at(Kind.FUNCTION, name).definition())
        .toList();
  }

  /// The graphs that are asked beside those that answer, before they take a share: those that say
  /// so and are another version there.
  ///
  /// @param answering the components of the release that has the traffic
  public List<Component> shadows(Map<Address, Component> answering) {
    return of(Kind.SERVING_GRAPH).stream()
        .filter(graph -> Taking.of((ServingGraph) graph.definition()).shadow())
        .filter(graph -> isAnother(answering.get(graph.address()), graph))
        .toList();
  }

  /// The graphs that are not the same there.
  ///
  /// @param answering the components of the release that has the traffic
  public List<Component> changedGraphs(Map<Address, Component> answering) {
    return of(Kind.SERVING_GRAPH).stream()
        .filter(graph -> !graph.equals(answering.get(graph.address())))
        .toList();
  }

  private static boolean isAnother(@Nullable Component answering, Component graph) {
    return answering != null && !answering.version().equals(graph.version());
  }
}
