package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.Tree;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Objects of an installation, with the labels that all of them have.
///
/// None says which project it is: what belongs to a project is the reconciler's to change and to
/// retire, and the project's network policies hold for it.
record Written(String namespace) {
  /// What the reconciler's own objects are named.
  static final String NAME = "millwright-reconciler";

  ObjectNode object(String apiVersion, String kind, String name, Map<String, ?> fields) {
    return Tree.object(
        apiVersion, kind, Map.of("name", name, "namespace", namespace, "labels", labels()), fields);
  }

  /// The reconciler's pods.
  static SortedMap<String, String> selector() {
    return new TreeMap<>(
        Map.of("app.kubernetes.io/name", NAME, "app.kubernetes.io/component", "reconciler"));
  }

  static SortedMap<String, String> labels() {
    SortedMap<String, String> labels = selector();
    labels.put("app.kubernetes.io/part-of", "millwright");
    return labels;
  }
}
