package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.json.Json;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// A custom resource as the record would have it.
///
/// @param labels those that say whose it is
record ClusterObject(
    Shown resource,
    String name,
    SortedMap<String, String> labels,
    ObjectNode spec,
    ObjectNode status) {
  static ClusterObject of(
      Shown resource,
      String name,
      Map<String, String> labels,
      Map<String, ?> spec,
      Map<String, ?> status) {
    return new ClusterObject(resource, name, new TreeMap<>(labels), tree(spec), tree(status));
  }

  ObjectKey key() {
    return new ObjectKey(resource, name);
  }

  private static ObjectNode tree(Map<String, ?> fields) {
    return Json.mapper().valueToTree(new TreeMap<>(fields));
  }
}
