package dev.millwright.spec.schema;

import dev.millwright.spec.yaml.LocatedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One value of a document, and the schema that speaks of it.
///
/// @param pointer a JSON pointer into the document
record Spot(String pointer, SchemaPlace schema) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// A copy of a document with one thing changed.
  record Bent(String how, ObjectNode tree) {}

  /// The document itself and everything in it that a schema speaks of.
  static List<Spot> allOf(Schemas schemas, LocatedResource located) {
    List<Spot> spots = new ArrayList<>();
    new Spot("", schemas.root(located.address().kind())).gather(located.tree(), spots);
    return spots;
  }

  private void gather(JsonNode value, List<Spot> spots) {
    spots.add(this);
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              field ->
                  field(field.getKey())
                      .map(schema -> new Spot(pointer + "/" + field.getKey(), schema))
                      .ifPresent(spot -> spot.gather(field.getValue(), spots)));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      new Spot(pointer + "/" + i, schema.element().orElseThrow()).gather(value.get(i), spots);
    }
  }

  private Optional<SchemaPlace> field(String name) {
    return Optional.ofNullable(schema.properties().get(name)).or(schema::entry);
  }

  JsonNode in(JsonNode tree) {
    return tree.at(pointer);
  }

  /// The document in every way in which this value may be missing, misnamed or something else.
  List<Bent> bent(ObjectNode tree) {
    List<Bent> all = new ArrayList<>();
    if (pointer.isEmpty()) {
      return all;
    }
    all.add(new Bent("deletion", without(tree)));
    if (in(tree).isObject()) {
      all.add(new Bent("another field in", added(tree)));
    }
    if (parent(tree).isObject()) {
      all.add(new Bent("renaming", renamed(tree)));
    }
    for (JsonNode other : others()) {
      all.add(new Bent("`" + other + "` instead", replaced(tree, other)));
    }
    return all;
  }

  private static List<JsonNode> others() {
    return List.of(
        JSON.nullNode(),
        JSON.booleanNode(true),
        JSON.booleanNode(false),
        JSON.numberNode(0),
        JSON.numberNode(-1),
        JSON.numberNode(7),
        JSON.numberNode(70_000),
        JSON.numberNode(5_000_000_000L),
        JSON.numberNode(1.5),
        JSON.stringNode(""),
        JSON.stringNode("word"),
        JSON.stringNode("Two Words"),
        JSON.stringNode("2001-04-01T00:00:00Z"),
        JSON.stringNode("2001-04-01"),
        JSON.stringNode("0s"),
        JSON.stringNode("1h"),
        JSON.stringNode("float64?"),
        JSON.stringNode("set.feature as alias"),
        JSON.stringNode("Model/delay"),
        JSON.stringNode("512Mi"),
        JSON.objectNode(),
        JSON.arrayNode(),
        JSON.arrayNode().add("word"),
        JSON.objectNode().put("word", "word"));
  }

  /// Whether one of the words stands here that the field takes and no platform does.
  boolean isWordThatNothingTakes(JsonNode tree) {
    return schema
        .own()
        .path("x-millwright-not-taken")
        .valueStream()
        .anyMatch(word -> word.equals(in(tree)));
  }

  ObjectNode without(ObjectNode tree) {
    ObjectNode copy = tree.deepCopy();
    switch (parent(copy)) {
      case ObjectNode object -> object.remove(key());
      case ArrayNode array -> array.remove(Integer.parseInt(key()));
      default -> throw new IllegalStateException(pointer);
    }
    return copy;
  }

  ObjectNode replaced(ObjectNode tree, JsonNode value) {
    ObjectNode copy = tree.deepCopy();
    switch (parent(copy)) {
      case ObjectNode object -> object.set(key(), value);
      case ArrayNode array -> array.set(Integer.parseInt(key()), value);
      default -> throw new IllegalStateException(pointer);
    }
    return copy;
  }

  private ObjectNode renamed(ObjectNode tree) {
    ObjectNode copy = without(tree);
    ((ObjectNode) parent(copy)).set(key() + "Other", in(tree));
    return copy;
  }

  private ObjectNode added(ObjectNode tree) {
    ObjectNode copy = tree.deepCopy();
    ((ObjectNode) in(copy)).put("other", 1);
    return copy;
  }

  private JsonNode parent(JsonNode tree) {
    return tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
  }

  private String key() {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return pointer + " (" + schema + ")";
  }
}
