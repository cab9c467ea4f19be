package dev.millwright.bench;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.schema.SchemaBundle;
import dev.millwright.spec.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of the language as a validator of Kubernetes objects reads them: a file a kind. Its
/// regular expressions look neither ahead nor behind, so the few patterns that do are left out.
final class PeerSchemas {
  private PeerSchemas() {}

  static void write(Path folder) throws IOException {
    ObjectNode bundle = (ObjectNode) SchemaBundle.of(new Schemas());
    JsonNode definitions = bundle.get("$defs");
    plain(definitions);
    for (Map.Entry<String, JsonNode> kind : definitions.properties()) {
      ObjectNode schema = Json.mapper().createObjectNode();
      schema.set("$schema", bundle.get("$schema"));
      schema.put("$ref", "#/$defs/" + kind.getKey());
      schema.set("$defs", definitions);
      Path file = folder.resolve(kind.getKey().replace("-", "") + ".json");
      Files.writeString(file, Json.write(schema));
    }
  }

  private static void plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      JsonNode pattern = object.path("pattern");
      if (pattern.isString() && pattern.asString().contains("(?")) {
        object.remove("pattern");
      }
      object.forEach(PeerSchemas::plain);
    }
    if (node instanceof ArrayNode array) {
      array.forEach(PeerSchemas::plain);
    }
  }
}
