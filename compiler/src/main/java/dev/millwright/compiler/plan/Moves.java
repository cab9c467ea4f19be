package dev.millwright.compiler.plan;

import dev.millwright.compiler.version.Behaviour;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which components of a release are others of the one before under another name.
final class Moves {
  private Moves() {}

  /// From the new address to the old one: where it is declared, and where nothing but the name is
  /// another and it is clear which is which.
  static SortedMap<Address, Address> of(
      SortedMap<Address, Component> before,
      SortedMap<Address, Component> after,
      Map<Address, Address> declared) {
    SortedMap<Address, Address> moves = new TreeMap<>();
    declared.forEach(
        (now, then) -> {
          if (isNew(now, before, after) && isNew(then, after, before)) {
            moves.put(now, then);
          }
        });
    Map<Identity, List<Address>> gone = byIdentity(before, after);
    if (gone.isEmpty()) {
      return moves;
    }
    Map<Identity, List<Address>> came = byIdentity(after, before);
    gone.forEach(
        (identity, then) -> {
          List<Address> now = came.getOrDefault(identity, List.of());
          if (then.size() == 1 && now.size() == 1 && !moves.containsValue(then.getFirst())) {
            moves.putIfAbsent(now.getFirst(), then.getFirst());
          }
        });
    return moves;
  }

  private static boolean isNew(
      Address address, SortedMap<Address, Component> before, SortedMap<Address, Component> after) {
    return after.containsKey(address) && !before.containsKey(address);
  }

  /// The components that stand in one release only.
  private static Map<Identity, List<Address>> byIdentity(
      SortedMap<Address, Component> here, SortedMap<Address, Component> there) {
    Map<Identity, List<Address>> found = new HashMap<>();
    here.forEach(
        (address, component) -> {
          if (!there.containsKey(address)) {
            found.computeIfAbsent(identity(component), _ -> new ArrayList<>()).add(address);
          }
        });
    return found;
  }

  private record Identity(Kind kind, JsonNode behaviour, Optional<ImageSpec.Source> source) {}

  private static Identity identity(Component component) {
    ObjectNode tree = (ObjectNode) Behaviour.of(component.definition());
    return new Identity(
        component.address().kind(),
        tree.without("metadata"),
        component.image().flatMap(ImageSpec::source));
  }
}
