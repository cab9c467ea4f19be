package dev.millwright.compiler.release;

import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Gives releases their ids: the digest of the canonical form of all else in them, put together
/// from the canonical forms of the components, which are kept.
final class ReleaseIds {
  private static final String COMPONENTS = "components";

  private final Kept<Same<Component>, byte[]> texts;

  ReleaseIds(Memory memory) {
    this.texts = memory.kept();
  }

  /// All of a release but its id and its components.
  private record Head(
      Name project, Name environment, Optional<Instant> clockStartsAt, int gatewayPort) {}

  Release release(
      Name project,
      Name environment,
      Optional<Instant> clockStartsAt,
      int gatewayPort,
      SortedMap<Address, Component> components) {
    Head head = new Head(project, environment, clockStartsAt, gatewayPort);
    Digest id = Digest.of(canonical(head, components));
    return new Release(id, project, environment, clockStartsAt, gatewayPort, components);
  }

  /// The canonical text in parts. Its keys are sorted, as in [Canonical].
  private List<byte[]> canonical(Head head, SortedMap<Address, Component> components) {
    List<byte[]> parts = new ArrayList<>();
    SortedMap<String, JsonNode> fields = new TreeMap<>();
    Canonical.tree(head).properties().forEach(it -> fields.put(it.getKey(), it.getValue()));
    fields.put(COMPONENTS, Json.mapper().nullNode());
    String before = "{";
    for (String field : fields.keySet()) {
      parts.add(utf8(before + "\"" + field + "\":"));
      before = ",";
      if (field.equals(COMPONENTS)) {
        addAll(components, parts);
      } else {
        parts.add(utf8(Canonical.text(fields.get(field))));
      }
    }
    parts.add(utf8("}"));
    return parts;
  }

  /// Addresses are sorted as texts; no sign in one is ever escaped.
  private void addAll(SortedMap<Address, Component> components, List<byte[]> parts) {
    String before = "{";
    Map<Kind, List<Component>> kinds =
        components.values().stream().collect(Collectors.groupingBy(it -> it.address().kind()));
    for (Kind kind : kindsAsTexts()) {
      for (Component component : kinds.getOrDefault(kind, List.of())) {
        parts.add(utf8(before));
        parts.add(texts.get(new Same<>(component), it -> entry(it.it())));
        before = ",";
      }
    }
    parts.add(utf8(components.isEmpty() ? "{}" : "}"));
  }

  private static byte[] entry(Component component) {
    return utf8("\"" + component.address() + "\":" + Canonical.text(component));
  }

  private static List<Kind> kindsAsTexts() {
    return Arrays.stream(Kind.values()).sorted(Comparator.comparing(kind -> kind + "/")).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
