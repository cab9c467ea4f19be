package dev.millwright.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The schemas by themselves: valid, and a full explanation of every field.
final class SchemaTest {
  private final Schemas schemas = new Schemas();
  private final SchemaValidation validation = new SchemaValidation();

  @ParameterizedTest
  @MethodSource("files")
  void each_is_a_valid_schema(String file) {
    assertThat(validation.complaintsAbout(schemas.tree(file))).isEmpty();
    assertThat(schemas.tree(file).path("$id").asString()).isEqualTo(Schemas.ROOT + file);
  }

  @Test
  void a_schema_with_a_mistake_would_be_noticed() {
    JsonNode value = schemas.tree(Schemas.COMMON).at("/$defs/name");
    assertThat(validation.complaints("common.json#/$defs/name", value)).isNotEmpty();
  }

  @Test
  void the_schema_of_all_kinds_knows_all_kinds() {
    JsonNode words = schemas.tree(Schemas.ALL).at("/properties/kind/enum");
    assertThat(words.valueStream().map(JsonNode::asString).toList())
        .isEqualTo(Arrays.stream(Kind.values()).map(Kind::word).toList());
    assertThat(schemas.tree(Schemas.ALL).path("allOf")).hasSize(Kind.values().length);
  }

  @Test
  void every_field_has_a_description_that_is_a_sentence() {
    assertThat(schemas.fields())
        .hasSizeGreaterThan(100)
        .allSatisfy(field -> assertThat(field.text("description")).matches("(?s)\\p{Lu}.*\\."));
  }

  @Test
  void every_field_has_examples_and_they_are_valid() {
    assertThat(schemas.fields())
        .allSatisfy(
            field -> {
              List<JsonNode> examples = field.own().path("examples").valueStream().toList();
              assertThat(examples)
                  .isNotEmpty()
                  .allSatisfy(it -> assertThat(complaints(field, it)).isEmpty());
            });
  }

  @Test
  void every_default_is_valid() {
    List<SchemaPlace> fields =
        schemas.fields().stream().filter(field -> field.own().has("default")).toList();
    assertThat(fields)
        .hasSizeGreaterThan(20)
        .allSatisfy(field -> assertThat(complaints(field, field.own().path("default"))).isEmpty());
  }

  @Test
  void a_change_of_a_field_goes_at_least_as_far_as_that_of_a_part() {
    assertThat(schemas.fields())
        .allSatisfy(
            field ->
                assertThat(parts(field))
                    .allSatisfy(
                        part -> assertThat(field.effect()).isGreaterThanOrEqualTo(part.effect())));
  }

  private List<String> complaints(SchemaPlace field, JsonNode value) {
    return validation.complaints(field.toString(), value);
  }

  private static Stream<SchemaPlace> parts(SchemaPlace field) {
    Stream<SchemaPlace> inner = field.element().stream().flatMap(SchemaTest::parts);
    Stream<SchemaPlace> named =
        Stream.concat(field.properties().values().stream(), field.entry().stream());
    return Stream.concat(named, inner);
  }

  private static List<String> files() {
    return Schemas.files();
  }
}
