package dev.millwright.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The schemas of module `schemas`, to be validated against and to be walked. Nothing is fetched.
final class Schemas {
  static final String ROOT = "https://millwright.dev/schemas/v1/";
  static final String ALL = "millwright.json";
  static final String COMMON = "common.json";
  private static final String META = "https://json-schema.org/draft/2020-12/schema";
  private static final String FOLDER = "dev/millwright/schemas/v1/";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(ROOT, "classpath:" + FOLDER)));
  private final TreeMap<String, JsonNode> trees = new TreeMap<>();

  /// The file of a kind: `feature-set.json`.
  static String file(Kind kind) {
    String dashed = kind.word().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return dashed.toLowerCase(Locale.ROOT) + ".json";
  }

  static List<String> files() {
    return Stream.concat(Stream.of(COMMON, ALL), Arrays.stream(Kind.values()).map(Schemas::file))
        .toList();
  }

  JsonNode tree(String file) {
    return trees.computeIfAbsent(file, Schemas::read);
  }

  /// What the schema at a place holds against a value: `feature-set.json#/properties/spec`.
  List<String> complaints(String place, JsonNode value) {
    return complaints(registry.getSchema(SchemaLocation.of(ROOT + place)), value);
  }

  /// What JSON Schema itself holds against one of the files.
  List<String> complaintsAbout(String file) {
    return complaints(registry.getSchema(SchemaLocation.of(META)), tree(file));
  }

  SchemaPlace root(Kind kind) {
    return new SchemaPlace(this, file(kind), "");
  }

  /// Every field of every kind, once: what several kinds share stands in `common.json`.
  List<SchemaPlace> fields() {
    TreeMap<String, SchemaPlace> found = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      gather(root(kind), found);
    }
    return List.copyOf(found.values());
  }

  private static void gather(SchemaPlace place, TreeMap<String, SchemaPlace> found) {
    Stream<SchemaPlace> fields =
        Stream.concat(place.properties().values().stream(), place.entry().stream());
    for (SchemaPlace field : fields.toList()) {
      if (found.put(field.toString(), field) == null) {
        gather(field, found);
      }
    }
    place.element().ifPresent(element -> gather(element, found));
  }

  private static List<String> complaints(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(Object::toString).toList();
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
