package dev.millwright.compiler.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.testkit.TemporaryRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two projects in one repository, of which one would reach into the other.
final class HostileNeighboursTest {
  private static final Path BASE = Path.of("src/test/cases/base");
  private static final String LOCAL = "evil/environments/local.yaml";

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  @BeforeEach
  void twoProjects() {
    repository.copyTree(BASE, "good").copyTree(BASE, "evil");
    repository.write(
        "good/others.yaml",
        """
        apiVersion: millwright.dev/v1
        kind: Connection
        metadata: {name: neighbours}
        spec: {type: filesystem, root: data}
        """);
  }

  private Checked<Compilation> compiled(String folder) {
    String commit = repository.commit("two projects");
    ProjectTree tree = GitTrees.at(repository.git().getRepository(), commit, folder);
    return new Compiler().compile(tree, Name.of("local"));
  }

  private static Compilation value(Checked<Compilation> checked) {
    return checked instanceof Checked.Ok<Compilation>(var compilation, var _)
        ? compilation
        : throwing(checked.findings());
  }

  private static Compilation throwing(List<Diagnostic> findings) {
    throw new AssertionError(findings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection/neighbours",
        "Connection/../good/neighbours",
        "Connection/good/neighbours",
        "../good/Connection/neighbours",
        "Connection/neighbours\\0",
        "Connection/good%2fneighbours",
        "Connection/good\u2044neighbours"
      })
  void a_patch_reaches_nothing_of_a_neighbour(String target) {
    repository.replace(
        LOCAL,
        "spec:",
        "spec:\n  patches: [{target: \"%s\", patch: {spec: {root: /etc}}}]".formatted(target));
    var before = value(compiled("good")).release().id();
    assertThat(compiled("evil").findings())
        .isNotEmpty()
        .extracting(Diagnostic::rule)
        .isSubsetOf(Rule.PATCH_TARGET, Rule.INVALID_VALUE, Rule.UNKNOWN_REFERENCE);
    assertThat(value(compiled("good")).release().id()).isEqualTo(before);
  }

  @Test
  void a_patch_makes_no_other_resource_of_its_target() {
    repository.replace(
        LOCAL,
        "spec:",
        "spec:\n  patches: [{target: Function/train-delay,"
            + " patch: {metadata: {name: neighbours}}}]");
    assertThat(compiled("evil").findings())
        .extracting(Diagnostic::rule)
        .contains(Rule.PATCH_TARGET);
  }

  @Test
  void an_environment_says_nothing_of_another_project() {
    repository.replace("evil/project.yaml", "name: flights", "name: evil");
    Compilation evil = value(compiled("evil"));
    Compilation good = value(compiled("good"));
    assertThat(evil.release().project()).isNotEqualTo(good.release().project());
    assertThat(evil.release().id()).isNotEqualTo(good.release().id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../good",
        "..",
        "a/b",
        "a\\\\b",
        "a\\0b",
        "a\\nb",
        ".hidden",
        "-flag",
        "a%2fb",
        "CON.",
        "\\u202eevil",
        "a\u2215b",
        "~"
      })
  void a_name_that_would_be_a_path_is_no_name(String name) {
    for (String file : List.of("evil/project.yaml", LOCAL, "evil/functions/train-delay.yaml")) {
      String text = repository.read(file);
      repository.write(file, text.replaceFirst("name: [-a-z]+", poisoned(name)));
      assertThat(compiled("evil").findings())
          .as(file)
          .extracting(Diagnostic::rule)
          .contains(Rule.INVALID_VALUE);
      repository.write(file, text);
    }
  }

  private static String poisoned(String name) {
    return java.util.regex.Matcher.quoteReplacement("name: \"" + name + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../good/functions/train-delay", "/etc", "functions/../../good", "."})
  void code_of_a_neighbour_is_not_built(String source) {
    repository.replace(
        "evil/functions/train-delay.yaml", "source: functions/train-delay", "source: " + source);
    assertThat(compiled("evil").findings())
        .extracting(Diagnostic::rule)
        .isNotEmpty()
        .isSubsetOf(Rule.UNSAFE_PATH, Rule.SOURCE_MISSING, Rule.INVALID_VALUE);
  }
}
