package dev.millwright.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.init.NewProject;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.resource.ServingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExampleRequestTest {
  private static final Instant NOW = Instant.parse("2026-02-15T00:00:00Z");
  private static final String MADE =
      "{\"shop\":\"\",\"ordered\":\"2026-02-15T00:00:00Z\",\"items\":1}";

  @TempDir Path temporary;

  private Path golden() {
    return temporary.resolve("graphs/golden/predict-wait.yaml");
  }

  @BeforeEach
  void create() throws IOException {
    new NewProject(temporary).create();
  }

  @Test
  void the_first_golden_request_that_is_answered_is_shown() throws IOException {
    Files.writeString(
        golden(),
        """
        - name: refused
          request: {shop: harbour, items: many}
          expect: {status: 422}
        - name: answered
          request: {shop: "the captain's", ordered: "2026-02-14T12:00:00Z", items: 2}
          expect: {}
        """);
    assertThat(example())
        .isEqualTo("{\"shop\":\"the captain's\",\"ordered\":\"2026-02-14T12:00:00Z\",\"items\":2}");
    assertThat(LiveSummary.quoted(example())).contains("captain'\\''s").startsWith("'");
  }

  @Test
  void without_golden_requests_each_field_takes_some_value_of_its_type() throws IOException {
    Files.delete(golden());
    assertThat(example()).isEqualTo(MADE);
  }

  @Test
  void golden_requests_that_cannot_be_read_are_passed_over() throws IOException {
    Files.writeString(golden(), "- name: [");
    assertThat(example()).isEqualTo(MADE);
  }

  private String example() {
    Checked<Compilation> compiled =
        new Compiler().compile(WorkTree.at(temporary), Name.of("local"));
    assertThat(compiled).isInstanceOf(Checked.Ok.class);
    Compilation compilation = ((Checked.Ok<Compilation>) compiled).value();
    ServingGraph graph =
        compilation.release().of(Kind.SERVING_GRAPH).stream()
            .map(component -> (ServingGraph) component.definition())
            .findFirst()
            .orElseThrow();
    return new ExampleRequest(temporary, NOW).of(graph);
  }
}
