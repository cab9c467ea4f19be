package dev.millwright.spec.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What may stand in a field, in words: `duration`, `list of text`, `local | kubernetes`.
final class FieldType {
  private FieldType() {}

  static String of(SchemaPlace place) {
    SchemaPlace shape = place.shape();
    JsonNode own = shape.own();
    if (own.has("const")) {
      return own.path("const").asString();
    }
    if (own.has("title") && !shape.pointer().isEmpty()) {
      return shape.text("title");
    }
    if (own.has("enum")) {
      return own.path("enum").valueStream().map(FieldType::text).collect(Collectors.joining(" | "));
    }
    if (shape.element().isPresent()) {
      return "list of " + many(of(shape.element().get()));
    }
    if (shape.entry().isPresent()) {
      return "mapping from names to " + many(of(shape.entry().get()));
    }
    return shape.properties().isEmpty() ? simple(own) : "mapping";
  }

  private static String many(String one) {
    return switch (one) {
      case "mapping" -> "mappings";
      case "name", "identifier", "type", "value", "duration", "SQL expression" -> one + "s";
      default -> one;
    };
  }

  private static String simple(JsonNode own) {
    JsonNode type = own.path("type");
    List<String> words = new ArrayList<>();
    if (type.isArray()) {
      type.valueStream().map(JsonNode::asString).forEach(words::add);
    } else {
      words.add(type.asString("anything"));
    }
    return String.join(" or ", words) + bounds(own);
  }

  private static String bounds(JsonNode own) {
    List<String> bounds = new ArrayList<>();
    bound(own, "minimum", "at least ", bounds);
    bound(own, "exclusiveMinimum", "above ", bounds);
    bound(own, "maximum", "at most ", bounds);
    bound(own, "exclusiveMaximum", "below ", bounds);
    return bounds.isEmpty() ? "" : ", " + String.join(", ", bounds);
  }

  private static void bound(JsonNode own, String keyword, String words, List<String> bounds) {
    if (own.has(keyword)) {
      bounds.add(words + text(own.path(keyword)));
    }
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }
}
