package dev.millwright.compiler;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.schema.SchemaPlace;
import dev.millwright.spec.schema.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Another value at one place of one resource.
///
/// @param pointer a JSON pointer into the resource's document
/// @param along what else has to change for the project to compile
record FieldEdit(Address address, String pointer, JsonNode value, List<FieldEdit> along) {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<with> +with )?(?<kind>\\w+)/(?<name>\\S+) (?<pointer>/\\S+) = (?<value>.+)");

  /// Those of `field-edits.txt`.
  static List<FieldEdit> written() throws IOException {
    List<FieldEdit> edits = new ArrayList<>();
    try (InputStream file = FieldEdit.class.getResourceAsStream("field-edits.txt")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          read(line, edits);
        }
      }
    }
    return edits;
  }

  /// One line of it.
  static FieldEdit of(String line) {
    List<FieldEdit> edits = new ArrayList<>();
    read(line, edits);
    return edits.getFirst();
  }

  private static void read(String line, List<FieldEdit> edits) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an edit: " + line);
    }
    Kind kind = Kind.ofWord(matcher.group("kind")).orElseThrow();
    FieldEdit edit =
        new FieldEdit(
            Address.of(kind, matcher.group("name")),
            matcher.group("pointer"),
            Json.mapper().readTree(matcher.group("value")),
            new ArrayList<>());
    (matcher.group("with") == null ? edits : edits.getLast().along).add(edit);
  }

  /// What may be said of any resource for people.
  static Stream<FieldEdit> ofMetadata(Address address) {
    return Stream.of(
            "/metadata/version = \"9.9.9\"",
            "/metadata/movedFrom = \"an-earlier-name\"",
            "/metadata/labels = {\"team\": \"others\"}",
            "/metadata/labels/team = \"science\"",
            "/metadata/description = \"Something else\"")
        .map(it -> it.split(" = "))
        .map(it -> new FieldEdit(address, it[0], Json.mapper().readTree(it[1]), List.of()));
  }

  /// The schema's places on the way to the value, the value's own last.
  List<SchemaPlace> places(Schemas schemas) {
    List<SchemaPlace> places = new ArrayList<>();
    SchemaPlace place = schemas.root(address.kind());
    for (String part : Arrays.asList(pointer.substring(1).split("/"))) {
      SchemaPlace from = place;
      place =
          Optional.ofNullable(from.properties().get(part))
              .or(from::element)
              .or(from::entry)
              .orElseThrow(() -> new IllegalArgumentException(this + ": no " + part));
      places.add(place);
    }
    return places;
  }

  void applyTo(Map<Address, ObjectNode> documents) {
    int slash = pointer.lastIndexOf('/');
    String key = pointer.substring(slash + 1);
    JsonNode parent = documents.get(address).at(pointer.substring(0, slash));
    switch (parent) {
      case ObjectNode object -> object.set(key, value);
      case ArrayNode list -> list.set(Integer.parseInt(key), value);
      // A resource without labels has no one label either.
      default -> documents.get(address).withObject(pointer.substring(0, slash)).set(key, value);
    }
    along.forEach(it -> it.applyTo(documents));
  }

  @Override
  public String toString() {
    return address + " " + pointer + " = " + value;
  }
}
