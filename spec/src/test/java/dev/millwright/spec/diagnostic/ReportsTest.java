package dev.millwright.spec.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millwright.spec.json.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Findings as code hosts read them.
final class ReportsTest {
  private static final Diagnostic WRONG =
      Diagnostic.error(
              Rule.UNKNOWN_REFERENCE,
              new Span("models/my model.yaml", 7, 5, 7, 12),
              "there is no FeatureVector `a, b`: 100 %")
          .hint("did you mean `ab`?")
          .related(new Span("project.yaml", 1, 1, 1, 4), "declared here");
  private static final Diagnostic DOUBTFUL =
      Diagnostic.warning(Rule.INVALID_VALUE, new Span("a.yaml", 2, 1, 3, 4), "doubtful");

  @Test
  void a_log_has_each_finding_at_its_place_in_the_repository() {
    JsonNode log =
        Json.mapper().readTree(new Sarif("ml/flights").log(List.of(WRONG, DOUBTFUL, WRONG)));
    assertThat(log.path("version").asString()).isEqualTo("2.1.0");
    JsonNode run = log.path("runs").get(0);
    assertThat(run.path("results")).hasSize(2);
    JsonNode result = run.path("results").get(1);
    assertThat(result.path("ruleId").asString()).isEqualTo("MW1202");
    assertThat(result.path("level").asString()).isEqualTo("error");
    assertThat(result.at("/message/text").asString()).endsWith("\nhint: did you mean `ab`?");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asString())
        .isEqualTo("ml/flights/models/my%20model.yaml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(7);
    assertThat(place.at("/region/endColumn").asInt()).isEqualTo(12);
    assertThat(result.at("/relatedLocations/0/message/text").asString()).isEqualTo("declared here");
  }

  @Test
  void a_log_describes_each_broken_rule_once_and_results_point_to_it() {
    JsonNode run =
        Json.mapper().readTree(new Sarif("").log(List.of(WRONG, DOUBTFUL))).at("/runs/0");
    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(rules.valueStream().map(rule -> rule.path("id").asString()).toList())
        .containsExactly("MW1104", "MW1202");
    run.path("results")
        .forEach(
            result ->
                assertThat(rules.get(result.path("ruleIndex").asInt()).path("id"))
                    .isEqualTo(result.path("ruleId")));
  }

  @Test
  void a_log_keeps_to_the_schema_of_its_format() throws Exception {
    Schema schema;
    try (InputStream file = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
    for (List<Diagnostic> findings : List.of(List.of(WRONG, DOUBTFUL), List.<Diagnostic>of())) {
      assertThat(schema.validate(new Sarif("ml").log(findings), InputFormat.JSON)).isEmpty();
    }
    assertThat(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void an_annotation_is_escaped_so_that_no_word_of_an_author_is_a_command() {
    assertThat(new Annotations("ml").lines(List.of(WRONG)))
        .containsExactly(
            "::error file=ml/models/my model.yaml,line=7,endLine=7,col=5,endColumn=12,"
                + "title=MW1202%3A the reference leads nowhere::there is no FeatureVector `a, b`: 100 %25%0Ahint: did you"
                + " mean `ab`?");
  }

  @Test
  void ten_of_a_severity_are_shown_and_the_rest_is_counted() {
    List<Diagnostic> many =
        IntStream.rangeClosed(1, 23)
            .mapToObj(
                line ->
                    Diagnostic.error(
                        Rule.UNKNOWN_FIELD, new Span("a.yaml", line, 1, line, 2), "no such field"))
            .toList();
    List<String> lines = new Annotations("").lines(many);
    assertThat(lines).hasSize(11);
    assertThat(lines.getLast()).startsWith("::notice").contains("13 more");
  }
}
