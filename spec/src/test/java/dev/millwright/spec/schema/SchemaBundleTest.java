package dev.millwright.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millwright.spec.json.Json;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The one schema that an editor reads.
final class SchemaBundleTest {
  private final Schemas schemas = new Schemas();
  private final JsonNode bundle = SchemaBundle.of(schemas);

  private boolean accepts(String document) throws Exception {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(bundle);
    return schema.validate(Json.mapper().readTree(document)).isEmpty();
  }

  @Test
  void it_refers_to_nothing_outside_of_itself() {
    List<String> references = bundle.findValuesAsString("$ref");
    assertThat(references)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            reference ->
                assertThat(bundle.at(reference.substring(1)).isObject()).as(reference).isTrue());
  }

  @Test
  void it_says_of_each_example_of_a_kind_what_the_files_say() throws Exception {
    UnaryOperator<String> resource =
        spec ->
            "{\"apiVersion\":\"millwright.dev/v1\",\"kind\":\"Connection\",\"metadata\":{\"name\":\"flights\"},\"spec\":%s}"
                .formatted(spec);
    assertThat(accepts(resource.apply("{\"type\":\"filesystem\",\"root\":\"data\"}"))).isTrue();
    assertThat(accepts(resource.apply("{\"type\":\"filesystem\",\"rot\":\"data\"}"))).isFalse();
    assertThat(accepts(resource.apply("{\"type\":\"filesystem\",\"root\":7}"))).isFalse();
  }

  @Test
  void a_parameter_may_stand_for_a_number_and_for_a_text_of_a_form() throws Exception {
    UnaryOperator<String> graph =
        fields ->
            "{\"apiVersion\":\"millwright.dev/v1\",\"kind\":\"ServingGraph\",\"metadata\":{\"name\":\"g\"},\"spec\":{\"request\":[{\"name\":\"a\",\"type\":\"string\"}],\"response\":[{\"name\":\"b\",\"type\":\"string\"}],\"steps\":[{\"name\":\"r\",\"respond\":{\"b\":\"a\"}}],%s}}"
                .formatted(fields);
    assertThat(accepts(graph.apply("\"scaling\":{\"replicas\":2}"))).isTrue();
    assertThat(accepts(graph.apply("\"scaling\":{\"replicas\":\"${params.replicas}\"}"))).isTrue();
    assertThat(accepts(graph.apply("\"scaling\":{\"replicas\":\"two\"}"))).isFalse();
    assertThat(accepts(graph.apply("\"scaling\":{\"replicas\":0}"))).isFalse();
    assertThat(accepts(graph.apply("\"timeout\":\"${params.timeout}\""))).isTrue();
    assertThat(accepts(graph.apply("\"timeout\":\"soon\""))).isFalse();
  }
}
