package dev.millwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.command.Validation.Judged;
import dev.millwright.cli.command.Validation.Source;
import dev.millwright.cli.project.Commit;
import dev.millwright.compiler.Compiler;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two projects in a repository.
final class ValidationTest {
  private static final String PROJECT =
      """
      apiVersion: millwright.dev/v1
      kind: Project
      metadata: {name: %s}
      """;
  private static final String ENVIRONMENT =
      """
      apiVersion: millwright.dev/v1
      kind: Environment
      metadata: {name: local}
      spec: {platform: local, follows: {head: true}}
      """;
  private static final String ROWS =
      """
      apiVersion: millwright.dev/v1
      kind: Connection
      metadata: {name: rows}
      spec: {type: filesystem, root: data}
      """;
  private static final String SET =
      """
      apiVersion: millwright.dev/v1
      kind: FeatureSet
      metadata: {name: cups}
      spec:
        entities: [{name: shop, type: string}]
        timestamp: sold
        source:
          connection: rows
          path: cups.csv
          columns: [{name: shop, type: string}, {name: sold, type: timestamp}]
        features: [{name: shop_name, type: string}]
      """;

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  @BeforeEach
  void write() {
    repository
        .write("flights/project.yaml", PROJECT.formatted("flights"))
        .write("flights/local.yaml", ENVIRONMENT)
        .write("flights/rows.yaml", ROWS)
        .write("coffee/project.yaml", PROJECT.formatted("coffee"))
        .write("coffee/local.yaml", ENVIRONMENT);
  }

  @Test
  void the_root_stands_for_both_on_disk_and_in_a_commit() throws IOException {
    repository.commit("Both");
    for (Optional<String> commit :
        java.util.List.of(Optional.<String>empty(), Optional.of("HEAD"))) {
      Validation both = validation(new Source(repository.root(), commit, true));

      assertThat(both.findings()).isEmpty();
      assertThat(both.projects())
          .extracting(Judged::folder, it -> it.validated().orElseThrow().resources())
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("coffee", 2),
              org.assertj.core.groups.Tuple.tuple("flights", 3));
    }
  }

  @Test
  void a_mistake_stands_at_its_place_in_the_repository_and_is_one_projects() throws IOException {
    repository.replace("coffee/local.yaml", "platform: local", "platform: lokal");
    Validation both = validation(new Source(repository.root(), Optional.empty(), true));

    assertThat(both.findings())
        .extracting(it -> it.span().file())
        .containsOnly("coffee/local.yaml");
    assertThat(both.projects())
        .extracting(Judged::name, it -> it.validated().isPresent())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("coffee", false),
            org.assertj.core.groups.Tuple.tuple("flights", true));
  }

  @Test
  void a_reference_into_the_other_project_is_refused_and_says_where_the_name_is()
      throws IOException {
    repository.write("coffee/cups.yaml", SET);
    Validation both = validation(new Source(repository.root(), Optional.empty(), true));
    Diagnostic finding =
        both.findings().stream()
            .filter(it -> it.rule() == Rule.UNKNOWN_REFERENCE)
            .findFirst()
            .orElseThrow();

    assertThat(finding.hint().orElseThrow())
        .contains("the project `flights` has Connection/rows", "hub");
    assertThat(finding.related().orElseThrow().span().file()).isEqualTo("flights/rows.yaml");
  }

  @Test
  void a_folder_that_was_named_is_one_project() throws IOException {
    Validation named = validation(new Source(repository.root(), Optional.empty(), false));

    assertThat(named.findings()).extracting(Diagnostic::rule).contains(Rule.SEVERAL_PROJECTS);
    assertThat(validation(new Source(repository.root().resolve("coffee"), Optional.empty(), true)))
        .satisfies(it -> assertThat(it.isRejected()).isFalse());
  }

  @Test
  void a_project_within_another_is_refused_with_both_places() throws IOException {
    repository.write("coffee/beans/project.yaml", PROJECT.formatted("beans"));
    Validation nested = validation(new Source(repository.root(), Optional.empty(), true));

    assertThat(nested.findings())
        .filteredOn(it -> it.rule() == Rule.SEVERAL_PROJECTS)
        .anySatisfy(
            it -> {
              assertThat(it.span().file()).isEqualTo("coffee/beans/project.yaml");
              assertThat(it.related().orElseThrow().span().file()).isEqualTo("coffee/project.yaml");
            });
    assertThat(nested.isRejected()).isTrue();
  }

  private static Validation validation(Source source) throws IOException {
    try (Commit files = source.open()) {
      return Validation.of(source, files.tree(), new Compiler());
    }
  }
}
