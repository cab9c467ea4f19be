package dev.millwright.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds things in rendered objects.
final class RenderedObjects {
  private static final Set<String> WITH_PODS = Set.of("Deployment", "Job", "CronJob");

  private RenderedObjects() {}

  static List<JsonNode> pods(List<? extends JsonNode> objects) {
    List<JsonNode> pods = new ArrayList<>();
    for (JsonNode object : objects) {
      if (WITH_PODS.contains(object.path("kind").asString())) {
        JsonNode cron = object.at("/spec/jobTemplate/spec/template");
        pods.add(cron.isMissingNode() ? object.at("/spec/template") : cron);
      }
    }
    return pods;
  }

  static List<JsonNode> containers(List<? extends JsonNode> objects) {
    List<JsonNode> containers = new ArrayList<>();
    pods(objects).forEach(pod -> pod.at("/spec/containers").forEach(containers::add));
    return containers;
  }

  static List<String> maps(List<? extends JsonNode> objects) {
    List<String> maps = new ArrayList<>();
    for (JsonNode pod : pods(objects)) {
      for (JsonNode volume : pod.at("/spec/volumes")) {
        maps.addAll(texts(volume.at("/projected/sources"), "configMap"));
        if (volume.has("configMap")) {
          maps.add(volume.at("/configMap/name").asString());
        }
      }
    }
    return maps;
  }

  /// A field of each element, or the name in it.
  static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      JsonNode value = element.path(field);
      texts.add(value.isObject() ? value.path("name").asString() : value.asString());
    }
    return texts;
  }

  static List<JsonNode> of(List<? extends JsonNode> objects, String kind) {
    List<JsonNode> found = new ArrayList<>();
    objects.stream().filter(it -> it.path("kind").asString().equals(kind)).forEach(found::add);
    return found;
  }

  static JsonNode named(List<? extends JsonNode> objects, String kind, String name) {
    return of(objects, kind).stream()
        .filter(object -> name(object).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asString();
  }
}
