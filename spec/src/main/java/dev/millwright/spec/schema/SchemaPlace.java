package dev.millwright.spec.schema;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// A subschema by its place, read in the one way in which these schemas are written: what a field
/// says of itself stands beside its `$ref`, and its shape behind it.
///
/// @param pointer a JSON pointer into the file
public record SchemaPlace(Schemas schemas, String file, String pointer) {
  /// What the field says of itself.
  public JsonNode own() {
    return schemas.tree(file).at(pointer);
  }

  /// Where its shape stands.
  public SchemaPlace shape() {
    JsonNode reference = own().path("$ref");
    if (reference.isMissingNode()) {
      return this;
    }
    String text = reference.asString();
    int hash = text.indexOf('#');
    String target = hash == 0 ? file : text.substring(0, hash);
    return new SchemaPlace(schemas, target, text.substring(hash + 1)).shape();
  }

  /// Its fields, when it is a mapping with fields.
  public SequencedMap<String, SchemaPlace> properties() {
    SequencedMap<String, SchemaPlace> fields = new LinkedHashMap<>();
    SchemaPlace shape = shape();
    shape
        .own()
        .path("properties")
        .properties()
        .forEach(field -> fields.put(field.getKey(), shape.child("properties/" + field.getKey())));
    return fields;
  }

  /// Whether it is a mapping that takes no other fields.
  public boolean isClosed() {
    JsonNode others = shape().own().path("additionalProperties");
    return others.isBoolean() && !others.asBoolean();
  }

  /// What each value is, when it is a mapping whose keys are the author's.
  public Optional<SchemaPlace> entry() {
    return below("additionalProperties");
  }

  /// What each element is, when it is a list.
  public Optional<SchemaPlace> element() {
    return below("items");
  }

  /// What a keyword beside the field says; empty without it.
  public String text(String keyword) {
    return own().path(keyword).asString("");
  }

  /// How far a change of it goes.
  public Effect effect() {
    return Effect.of(text("x-millwright-class"));
  }

  /// Whether anything acts on it; what nothing does act on yet is checked and versioned all the
  /// same.
  public boolean isExecuted() {
    return own().path("x-millwright-executed").asBoolean(true);
  }

  /// Whether a platform takes a commit that uses it, if only to do nothing about it.
  public boolean isTaken() {
    return own().path("x-millwright-taken").asBoolean(true);
  }

  private Optional<SchemaPlace> below(String keyword) {
    return shape().own().path(keyword).isObject()
        ? Optional.of(shape().child(keyword))
        : Optional.empty();
  }

  private SchemaPlace child(String path) {
    return new SchemaPlace(schemas, file, pointer + "/" + path);
  }

  @Override
  public String toString() {
    return file + "#" + pointer;
  }
}
