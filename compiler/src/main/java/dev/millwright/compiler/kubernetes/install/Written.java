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
///
/// @param name of those that are not named otherwise
record Written(String namespace, String name) {
  /// What the reconciler's own objects are named.
  static final String NAME = "millwright-reconciler";

  /// Of the reconciler itself.
  Written(String namespace) {
    this(namespace, NAME);
  }

  ObjectNode object(String apiVersion, String kind, Map<String, ?> fields) {
    return object(apiVersion, kind, name, fields);
  }

  ObjectNode object(String apiVersion, String kind, String named, Map<String, ?> fields) {
    return Tree.object(
        apiVersion,
        kind,
        Map.of("name", named, "namespace", namespace, "labels", labels()),
        fields);
  }

  /// One of the cluster, which is in no namespace.
  ObjectNode ofCluster(String apiVersion, String kind, String named, Map<String, ?> fields) {
    return Tree.object(apiVersion, kind, Map.of("name", named, "labels", labels()), fields);
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
