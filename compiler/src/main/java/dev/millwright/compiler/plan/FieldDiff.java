package dev.millwright.compiler.plan;

import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.plan.Change.FieldChange;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.resource.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What differs between two definitions, field by field. Expressions and windows are shown as their
/// text; elements of a list that have a name are told apart by it, not by their place.
final class FieldDiff {
  private static final List<String> NAMES = List.of("name", "alias");
  private static final Pattern DURATION = Pattern.compile("PT[0-9HMS.]+");
  private static final SequencedMap<String, Long> UNITS = units();

  private final List<FieldChange> changes = new ArrayList<>();

  private FieldDiff() {}

  private static SequencedMap<String, Long> units() {
    SequencedMap<String, Long> units = new LinkedHashMap<>();
    units.put("d", 86_400_000L);
    units.put("h", 3_600_000L);
    units.put("m", 60_000L);
    units.put("s", 1_000L);
    return units;
  }

  static List<FieldChange> between(Component before, Component after) {
    FieldDiff diff = new FieldDiff();
    diff.compare("", shown(before), shown(after));
    return diff.changes;
  }

  /// The definition as people think of it, with the files that it reads.
  private static JsonNode shown(Component component) {
    ObjectNode tree = (ObjectNode) simple(Canonical.tree(component.definition()));
    tree.remove(List.of("kind", "metadata"));
    ObjectNode files = JsonNodeFactory.instance.objectNode();
    component.sources().forEach((path, digest) -> files.put(path, digest.brief()));
    if (!files.isEmpty()) {
      tree.set("files", files);
    }
    if (component.definition() instanceof Function) {
      component.image().ifPresent(image -> made(tree, image));
      component.pins().ifPresent(pins -> pinned(tree, pins));
    }
    return tree;
  }

  /// What a function is made of: its source, and the libraries that are pinned.
  private static void made(ObjectNode tree, ImageSpec image) {
    image.source().ifPresent(source -> tree.put("sourceTree", source.treeId()));
    ObjectNode locked = JsonNodeFactory.instance.objectNode();
    image.libraries().stream()
        .flatMap(List::stream)
        .forEach(library -> locked.put(library.coordinate(), library.sha256().brief()));
    if (!locked.isEmpty()) {
      tree.set("locked", locked);
    }
  }

  /// What the lock pins for a function beside its libraries.
  private static void pinned(ObjectNode tree, Pins pins) {
    ObjectNode images = JsonNodeFactory.instance.objectNode();
    pins.images().forEach((name, digest) -> images.put(name, "sha256:" + digest.brief()));
    if (!images.isEmpty()) {
      tree.set("lockedImages", images);
    }
    ObjectNode distributions = JsonNodeFactory.instance.objectNode();
    pins.distributions().forEach(it -> distributions.put(named(it), seen(it)));
    if (!distributions.isEmpty()) {
      tree.set("lockedDistributions", distributions);
    }
  }

  private static String named(LockedDistribution distribution) {
    return distribution.name() + distribution.platform().map(it -> " " + it).orElse("");
  }

  /// A version whose files are others now is another one, too.
  private static String seen(LockedDistribution distribution) {
    return distribution.version() + " " + Canonical.digest(distribution.hashes()).brief();
  }

  private static JsonNode simple(JsonNode node) {
    return switch (node) {
      case ObjectNode object when isText(object) -> object.get("text");
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(it -> copy.set(it.getKey(), simple(it.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> copy.add(simple(element)));
        yield copy;
      }
      default -> isDuration(node) ? plain(Duration.parse(node.asString())) : node;
    };
  }

  private static boolean isDuration(JsonNode node) {
    return node.isString() && DURATION.matcher(node.asString()).matches();
  }

  /// As authors write it: `7d`, `300ms`.
  private static JsonNode plain(Duration duration) {
    long millis = duration.toMillis();
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (millis % unit.getValue() == 0) {
        return JsonNodeFactory.instance.stringNode(millis / unit.getValue() + unit.getKey());
      }
    }
    return JsonNodeFactory.instance.stringNode(millis + "ms");
  }

  /// An expression or a window: one text, and what it means.
  private static boolean isText(ObjectNode object) {
    return object.has("text") && (object.has("typed") || object.has("length"));
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof ObjectNode left && after instanceof ObjectNode right) {
      compareAll(path, children(left), children(right));
    } else if (isNamed(before) && isNamed(after)) {
      compareAll(path, elements(before), elements(after));
    } else {
      add(path, Optional.of(before), Optional.of(after));
    }
  }

  private void compareAll(
      String path, SortedMap<String, JsonNode> before, SortedMap<String, JsonNode> after) {
    SortedSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    boolean found = false;
    for (String key : keys) {
      Optional<JsonNode> left = Optional.ofNullable(before.get(key));
      Optional<JsonNode> right = Optional.ofNullable(after.get(key));
      found |= !left.equals(right);
      String child = path + "/" + key.replace("~", "~0").replace("/", "~1");
      if (left.isPresent() && right.isPresent()) {
        compare(child, left.get(), right.get());
      } else {
        add(child, left, right);
      }
    }
    if (!found) {
      add(path + "/order", Optional.of(names(before)), Optional.of(names(after)));
    }
  }

  private static JsonNode names(SortedMap<String, JsonNode> elements) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    elements.keySet().forEach(names::add);
    return names;
  }

  private static SortedMap<String, JsonNode> children(ObjectNode object) {
    SortedMap<String, JsonNode> children = new TreeMap<>();
    object.properties().forEach(it -> children.put(it.getKey(), it.getValue()));
    return children;
  }

  private static boolean isNamed(JsonNode node) {
    return node.isArray()
        && !node.isEmpty()
        && NAMES.stream().anyMatch(name -> node.valueStream().allMatch(it -> it.has(name)));
  }

  private static SortedMap<String, JsonNode> elements(JsonNode list) {
    SortedMap<String, JsonNode> elements = new TreeMap<>();
    for (JsonNode element : list) {
      NAMES.stream()
          .filter(element::has)
          .findFirst()
          .ifPresent(name -> elements.put(element.get(name).asString(), element));
    }
    return elements;
  }

  private void add(String path, Optional<JsonNode> before, Optional<JsonNode> after) {
    changes.add(new FieldChange(path, before.map(Canonical::text), after.map(Canonical::text)));
  }
}
