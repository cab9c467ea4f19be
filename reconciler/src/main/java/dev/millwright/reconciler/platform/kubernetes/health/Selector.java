package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A workload's label selector as a query asks for it.
final class Selector {
  private Selector() {}

  static String of(Live live) {
    Stream<String> labels =
        live.json().at("/spec/selector/matchLabels").propertyStream().map(Selector::label);
    Stream<String> expressions =
        live.list("/spec/selector/matchExpressions").stream().map(Selector::expression);
    return Stream.concat(labels, expressions).collect(Collectors.joining(","));
  }

  private static String label(Entry<String, JsonNode> label) {
    return label.getKey() + "=" + label.getValue().asString();
  }

  private static String expression(JsonNode expression) {
    String key = expression.path("key").asString("");
    String values =
        expression
            .path("values")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(",", " (", ")"));
    return switch (expression.path("operator").asString("")) {
      case "In" -> key + " in" + values;
      case "NotIn" -> key + " notin" + values;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }
}
