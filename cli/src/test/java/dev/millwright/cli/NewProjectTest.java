package dev.millwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.init.NewProject;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewProjectTest {
  @TempDir Path temporary;

  @Test
  void a_new_project_is_committed_and_compiles_without_a_finding() throws IOException {
    Path folder = temporary.resolve("coffee");
    new NewProject(folder).create();

    try (Git git = Git.open(folder.toFile())) {
      Checked<Compilation> compiled =
          new Compiler().compile(GitTrees.at(git.getRepository(), "HEAD", ""), Name.of("local"));
      assertThat(compiled).isInstanceOf(Checked.Ok.class);
      assertThat(compiled.findings()).isEmpty();
    }
    assertThat(folder.resolve("functions/train-wait/orders/TrainWait.java")).exists();
  }

  @Test
  void a_file_in_its_place_is_said_and_left_alone() throws IOException {
    Path file = Files.writeString(temporary.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> new NewProject(file).create())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> new NewProject(file.resolve("coffee")).create())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("cannot be made");
    assertThat(file).hasContent("mine");
  }

  @Test
  void a_folder_that_holds_something_is_left_alone() throws IOException {
    Files.writeString(temporary.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> new NewProject(temporary).create()).hasMessageContaining("not empty");
    assertThat(temporary).isDirectoryNotContaining("glob:**/project.yaml");
  }
}
