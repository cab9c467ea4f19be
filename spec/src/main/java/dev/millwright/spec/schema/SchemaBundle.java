package dev.millwright.spec.schema;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All schemas as one that refers to nothing outside of itself: what an editor without a network
/// can read.
public final class SchemaBundle {
  private static final String PARAMETER = "\\$\\{params\\.[A-Za-z_][A-Za-z0-9_]*\\}";

  private SchemaBundle() {}

  /// The schema of any document of a project.
  public static JsonNode of(Schemas schemas) {
    ObjectNode bundle = inlined(schemas.tree(Schemas.ALL), Schemas.ALL);
    ObjectNode definitions = bundle.putObject("$defs");
    for (String file : Schemas.files()) {
      if (!file.equals(Schemas.ALL)) {
        ObjectNode tree = inlined(schemas.tree(file), file);
        tree.remove("$schema");
        tree.remove("$id");
        definitions.set(name(file), tree);
      }
    }
    return bundle;
  }

  private static ObjectNode inlined(JsonNode tree, String file) {
    ObjectNode copy = ((ObjectNode) tree).deepCopy();
    inline(copy, file);
    return copy;
  }

  private static void inline(JsonNode node, String file) {
    switch (node) {
      case ObjectNode object -> {
        JsonNode reference = object.path("$ref");
        if (reference.isString()) {
          object.put("$ref", local(reference.asString(), file));
        }
        object.forEach(child -> inline(child, file));
        takeParameters(object);
      }
      case ArrayNode array -> array.forEach(child -> inline(child, file));
      default -> {}
    }
  }

  /// An editor sees the parameter, and not what is filled in: it is right where a number or a text
  /// of a form is asked.
  private static void takeParameters(ObjectNode schema) {
    String type = schema.path("type").asString("");
    if (type.equals("integer") || type.equals("number")) {
      schema.putArray("type").add(type).add("string");
      schema.put("pattern", "^" + PARAMETER + "$");
      schema.put("patternErrorMessage", "Must be a number, or a parameter: `${params.x}`.");
    } else if (type.equals("string") && schema.path("pattern").isString()) {
      schema.put("pattern", "(?:" + schema.path("pattern").asString() + ")|" + PARAMETER);
    }
  }

  /// `common.json#/$defs/name` is `#/$defs/common/$defs/name` here.
  private static String local(String reference, String file) {
    int hash = reference.indexOf('#');
    String target = hash < 0 ? reference : reference.substring(0, hash);
    String pointer = hash < 0 ? "" : reference.substring(hash + 1);
    return "#/$defs/" + name(target.isEmpty() ? file : target) + pointer;
  }

  private static String name(String file) {
    return file.replace(".json", "").toLowerCase(Locale.ROOT);
  }
}
