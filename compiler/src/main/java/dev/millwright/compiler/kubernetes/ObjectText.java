package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.json.Json;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects as texts that `kubectl apply -f` takes.
public final class ObjectText {
  private ObjectText() {}

  /// A stream of YAML documents, in the order of the list.
  public static String yaml(List<ObjectNode> objects) {
    StringBuilder text = new StringBuilder();
    objects.forEach(object -> text.append("---\n").append(YamlText.of(object)));
    return text.toString();
  }

  /// One `List`.
  public static String json(List<ObjectNode> objects) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1").put("kind", "List").putArray("items").addAll(objects);
    return Json.pretty(list) + "\n";
  }
}
