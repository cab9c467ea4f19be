package dev.millwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.ImageName;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import dev.millwright.testkit.TemporaryRepository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `render` on the example.
final class RenderTest {
  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void commit_the_example() {
    repository.copyTree(Path.of("../example-repo")).commit("first");
  }

  @Test
  void objects_come_as_documents_and_what_waits_is_said_beside_them() {
    assertThat(render("--environment", "production")).isZero();
    assertThat(out.toString())
        .startsWith("---\napiVersion: v1\nkind: ServiceAccount\n")
        .contains("\nkind: Deployment\n", "image: \"registry.example.com/flights/graph:")
        .doesNotContain("kind: HTTPRoute")
        .endsWith("\n");
    assertThat(err.toString()).contains("not yet: predict-delay@").contains("waits for the bytes");
  }

  @Test
  void images_are_asked_for_by_the_names_that_build_gives_them() {
    render("--environment", "production");
    var compiled = new Compiler().compile(WorkTree.at(repository.root()), Name.of("production"));
    List<String> built =
        ((Checked.Ok<Compilation>) compiled)
            .value().images().values().stream()
                .map(spec -> "registry.example.com/flights/" + ImageName.of(spec))
                .toList();
    List<String> asked =
        Pattern.compile("image: \"([^\"]+)\"")
            .matcher(out.toString())
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(asked).isNotEmpty().isSubsetOf(built);
  }

  @Test
  void a_list_for_programs_holds_the_same_objects() {
    render("--environment", "production", "--gateway", "gateways/public", "--output", "json");
    JsonNode list = Json.mapper().readTree(out.toString());
    assertThat(list.path("kind").asString()).isEqualTo("List");
    List<String> kinds = new ArrayList<>();
    list.path("items").forEach(object -> kinds.add(object.path("kind").asString()));
    assertThat(kinds)
        .contains("Service", "Deployment", "PodDisruptionBudget", "HTTPRoute", "Job", "ConfigMap");
  }

  @Test
  void a_commit_is_rendered_not_what_is_on_disk() {
    repository.replace("environments/production.yaml", "replicas: 3", "replicas: 7");
    render("--environment", "production");
    assertThat(out.toString()).contains("replicas: 3").doesNotContain("replicas: 7");
    repository.commit("more");
    assertThat(render("--environment", "production", "--revision", "HEAD")).isZero();
    assertThat(out.toString()).contains("replicas: 7");
  }

  @Test
  void an_environment_on_no_cluster_is_refused() {
    assertThat(render("--environment", "local")).isEqualTo(1);
    assertThat(err.toString()).contains("local is on no cluster");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "a/b/c", "/public", "gateways/", "a b/c"})
  void a_gateway_that_is_not_namespace_and_name_is_refused(String gateway) {
    assertThat(render("--environment", "production", "--gateway", gateway)).isEqualTo(1);
    assertThat(err.toString()).contains("its namespace and its name");
  }

  @Test
  void an_option_that_is_nearly_right_is_named() {
    assertThat(render("--env", "production")).isEqualTo(1);
    assertThat(err.toString())
        .contains("'--env'", "hint: did you mean `--environment`?")
        .doesNotContain("Possible solutions");
  }

  private int render(String... options) {
    List<String> arguments = new ArrayList<>(List.of("render", repository.root().toString()));
    arguments.addAll(List.of(options));
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
  }
}
