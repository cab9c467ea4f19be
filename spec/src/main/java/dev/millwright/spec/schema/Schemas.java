package dev.millwright.spec.schema;

import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The JSON Schemas of the ten kinds, to be walked. Not safe for use by several threads.
public final class Schemas {
  /// What every schema's `$id` begins with.
  public static final String ROOT = "https://millwright.dev/schemas/v1/";

  /// The file of the schema that any document of a project meets.
  public static final String ALL = "millwright.json";

  /// The file of what several kinds share.
  public static final String COMMON = "common.json";

  private static final String FOLDER = "dev/millwright/schemas/v1/";

  private final TreeMap<String, JsonNode> trees = new TreeMap<>();

  /// The file of a kind: `feature-set.json`.
  public static String file(Kind kind) {
    String dashed = kind.word().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return dashed.toLowerCase(Locale.ROOT) + ".json";
  }

  /// All files' names.
  public static List<String> files() {
    return Stream.concat(Stream.of(COMMON, ALL), Arrays.stream(Kind.values()).map(Schemas::file))
        .toList();
  }

  /// A file as it stands.
  public JsonNode tree(String file) {
    return trees.computeIfAbsent(file, Schemas::read);
  }

  /// Where a kind begins.
  public SchemaPlace root(Kind kind) {
    return new SchemaPlace(this, file(kind), "");
  }

  /// Every field of every kind, once: what several kinds share stands in `common.json`.
  public List<SchemaPlace> fields() {
    TreeMap<String, SchemaPlace> found = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      gather(root(kind), found);
    }
    return List.copyOf(found.values());
  }

  private static void gather(SchemaPlace place, Map<String, SchemaPlace> found) {
    Stream<SchemaPlace> fields =
        Stream.concat(place.properties().values().stream(), place.entry().stream());
    for (SchemaPlace field : fields.toList()) {
      if (found.put(field.toString(), field) == null) {
        gather(field, found);
      }
    }
    place.element().ifPresent(element -> gather(element, found));
  }

  private static JsonNode read(String file) {
    ClassLoader loader = Schemas.class.getClassLoader();
    try (InputStream stream = loader.getResourceAsStream(FOLDER + file)) {
      return Json.mapper().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
