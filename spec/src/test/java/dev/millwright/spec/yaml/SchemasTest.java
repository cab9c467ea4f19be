package dev.millwright.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import dev.millwright.testkit.Cases;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas that editors use say what the reader says.
final class SchemasTest {
  private static final String BASE = "https://millwright.dev/schemas/v1/";
  private static final List<String> FILES =
      List.of(
          "common",
          "millwright",
          "project",
          "environment",
          "connection",
          "function",
          "feature-set",
          "feature-vector",
          "model",
          "serving-graph",
          "workflow",
          "monitor");

  static Stream<String> files() {
    return FILES.stream();
  }

  static Stream<LocatedResource> resources() {
    SortedMap<String, byte[]> files = new TreeMap<>(Cases.filesOf(Path.of("../example-repo")));
    return ResourceReader.read(files).resources().stream();
  }

  @ParameterizedTest
  @MethodSource("resources")
  void a_resource_that_is_read_is_valid(LocatedResource resource) {
    assertThat(schema().validate(resource.tree())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("resources")
  void a_field_that_the_reader_refuses_is_invalid(LocatedResource resource) {
    ObjectNode tree = resource.tree().deepCopy();
    ((ObjectNode) tree.path("spec")).put("surelyUnknown", 1);
    assertThat(schema().validate(tree)).isNotEmpty();
    ObjectNode head = resource.tree().deepCopy();
    ((ObjectNode) head.path("metadata")).put("surelyUnknown", 1);
    assertThat(schema().validate(head)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_field_is_described_classed_and_shown(String file) throws IOException {
    List<String> bare = new ArrayList<>();
    look(Json.mapper().readTree(text(file)), file, bare);
    assertThat(bare).isEmpty();
  }

  @Test
  void there_is_one_for_each_kind() {
    List<String> kinds = new ArrayList<>();
    schema()
        .getSchemaNode()
        .path("properties")
        .path("kind")
        .path("enum")
        .forEach(kind -> kinds.add(kind.asString()));
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(Stream.of(Kind.values()).map(Kind::toString).toList());
  }

  private static void look(JsonNode node, String at, List<String> bare) {
    node.path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode field = property.getValue();
              boolean told =
                  field.has("description")
                      && field.has("x-millwright-class")
                      && field.has("examples");
              if (field.isObject() && !field.isEmpty() && !told) {
                bare.add(at + "/" + property.getKey());
              }
            });
    // A condition repeats a field that is described where it belongs.
    node.properties().stream()
        .filter(child -> !child.getKey().equals("if"))
        .forEach(child -> look(child.getValue(), at + "/" + child.getKey(), bare));
  }

  private static Schema schema() {
    Map<String, String> texts = new TreeMap<>();
    for (String file : FILES) {
      try {
        texts.put(BASE + file + ".json", text(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts))
        .getSchema(SchemaLocation.of(BASE + "millwright.json"));
  }

  private static String text(String file) throws IOException {
    try (InputStream in =
        SchemasTest.class.getResourceAsStream("/dev/millwright/schemas/v1/" + file + ".json")) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
