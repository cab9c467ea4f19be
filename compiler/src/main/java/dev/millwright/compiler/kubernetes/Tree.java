package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects as trees: what says what it is first, then keys in order.
public final class Tree {
  private static final JsonMapper MAPPER =
      Json.mapper()
          .rebuild()
          .addModule(new SimpleModule().addSerializer(Path.class, new PathText()))
          .build();

  private Tree() {}

  /// @param fields all but the kind and the metadata: `spec`, or what stands in its place
  public static ObjectNode object(
      String apiVersion, String kind, Map<String, ?> metadata, Map<String, ?> fields) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", apiVersion).put("kind", kind);
    object.set("metadata", node(metadata));
    node(new TreeMap<>(fields)).properties().forEach(it -> object.set(it.getKey(), it.getValue()));
    return object;
  }

  /// A text that the runtime reads, on one line. Paths are written as they are: as URIs they would
  /// depend on what this machine has there.
  static String content(Object value) {
    return MAPPER.writeValueAsString(value) + "\n";
  }

  private static JsonNode node(Map<String, ?> fields) {
    return MAPPER.valueToTree(fields);
  }

  private static final class PathText extends ValueSerializer<Path> {
    @Override
    public void serialize(Path path, JsonGenerator json, SerializationContext context) {
      json.writeString(path.toString().replace('\\', '/'));
    }
  }
}
