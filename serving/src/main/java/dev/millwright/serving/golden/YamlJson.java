package dev.millwright.serving.golden;

import dev.millwright.spec.json.Json;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// YAML as the JSON that a client would send. A time stays a text.
record YamlJson(String file) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  JsonNode of(Node node) throws GoldenFormatException {
    return switch (node) {
      case MappingNode mapping -> object(mapping);
      case SequenceNode sequence -> array(sequence);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new GoldenFormatException(file, node, "this cannot be sent as JSON");
    };
  }

  private ObjectNode object(MappingNode mapping) throws GoldenFormatException {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new GoldenFormatException(file, tuple.getKeyNode(), "a name is asked");
      }
      object.set(key.getValue(), of(tuple.getValueNode()));
    }
    return object;
  }

  private ArrayNode array(SequenceNode sequence) throws GoldenFormatException {
    ArrayNode array = JSON.arrayNode();
    for (Node item : sequence.getValue()) {
      array.add(of(item));
    }
    return array;
  }

  private JsonNode scalar(ScalarNode scalar) throws GoldenFormatException {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(scalar.getValue()));
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? number(scalar) : text(scalar);
  }

  private static JsonNode text(ScalarNode scalar) {
    return JSON.stringNode(scalar.getValue());
  }

  private JsonNode number(ScalarNode scalar) throws GoldenFormatException {
    try {
      return Json.mapper().readTree(scalar.getValue());
    } catch (tools.jackson.core.JacksonException e) {
      throw new GoldenFormatException(
          file, scalar, "`" + scalar.getValue() + "` is no number that JSON has; quote a text");
    }
  }
}
