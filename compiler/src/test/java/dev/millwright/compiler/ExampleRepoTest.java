package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.Golden;
import dev.millwright.testkit.TemporaryRepository;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The example project compiles, for each of its environments, from a folder as from git.
final class ExampleRepoTest {
  private static final Path EXAMPLE = Path.of("../example-repo");

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void the_example_compiles(String environment) {
    Release release = Projects.release(WorkTree.at(EXAMPLE), environment);
    Golden.of(Path.of("src/test/cases/example", environment + ".txt")).check(summary(release));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local-full"})
  void a_folder_of_a_larger_repository_means_the_same(String environment) {
    repository.write("README.md", "other things").copyTree(EXAMPLE, "ml/flights").commit("first");
    ProjectTree commit = GitTrees.at(repository.git().getRepository(), "HEAD", "ml/flights");
    assertThat(Projects.release(commit, environment))
        .isEqualTo(Projects.release(WorkTree.at(EXAMPLE), environment));
  }

  /// Versions are left out: they are what changes when the example does.
  private static String summary(Release release) {
    return release.components().values().stream()
        .map(ExampleRepoTest::summary)
        .collect(
            Collectors.joining(
                "\n", release.project() + " for " + release.environment() + "\n", "\n"));
  }

  private static String summary(Component component) {
    String dependencies =
        component.dependencies().stream()
            .map(it -> "\n  " + it.edge().name().toLowerCase(Locale.ROOT) + " " + it.to())
            .collect(Collectors.joining());
    String files =
        component.sources().keySet().stream()
            .map(it -> "\n  file " + it)
            .collect(Collectors.joining());
    String image = component.image().map(it -> "\n  image " + it.role()).orElse("");
    String features =
        component.lineages().isEmpty() ? "" : "\n  features " + component.lineages().size();
    return component.address() + dependencies + files + features + image;
  }
}
