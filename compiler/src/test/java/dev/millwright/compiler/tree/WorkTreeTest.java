package dev.millwright.compiler.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class WorkTreeTest {
  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  @Test
  void edits_are_seen_and_no_commit_is_named() {
    repository.write("ml/project.yaml", "a").commit("first");
    repository.write("ml/new.yaml", "b");
    ProjectTree tree = WorkTree.at(repository.root().resolve("ml"));
    assertThat(tree.revision()).isEmpty();
    assertThat(tree.paths()).containsExactly("new.yaml", "project.yaml");
  }

  @Test
  void ids_are_those_that_a_commit_gives() {
    repository.write("project.yaml", "a").write("data/x.csv", "1,2").commit("first");
    Repository git = repository.git().getRepository();
    ProjectTree committed = GitTrees.at(git, "HEAD", "");
    ProjectTree edited = WorkTree.at(repository.root());
    assertThat(edited.paths()).isEqualTo(committed.paths());
    for (String path : committed.paths()) {
      assertThat(edited.blobId(path)).isEqualTo(committed.blobId(path));
      assertThat(edited.digest(path)).isEqualTo(committed.digest(path));
    }
    assertThat(edited.treeId("")).isEqualTo(committed.treeId(""));
  }

  @Test
  void what_git_ignores_is_left_out_from_the_root_of_the_repository_down() {
    repository
        .write(".gitignore", "target/\n*.tmp\n")
        .write("ml/.gitignore", "/local.yaml\n")
        .write("ml/project.yaml", "")
        .write("ml/local.yaml", "")
        .write("ml/deep/local.yaml", "")
        .write("ml/a.tmp", "")
        .write("ml/target/classes/x.yaml", "");
    repository.write(".git/info/exclude", "secret.yaml\n");
    repository.write("ml/secret.yaml", "");
    assertThat(WorkTree.at(repository.root().resolve("ml")).paths())
        .containsExactly(".gitignore", "deep/local.yaml", "project.yaml");
  }

  @Test
  void what_was_added_against_the_rules_stays() throws GitAPIException {
    repository.write(".gitignore", "data/\n").write("project.yaml", "").commit("first");
    repository.write("data/kept.csv", "1").write("data/other.csv", "2");
    repository.write(".gitignore", "");
    repository.git().add().addFilepattern("data/kept.csv").call();
    repository.write(".gitignore", "data/\n");
    assertThat(WorkTree.at(repository.root()).paths())
        .containsExactly(".gitignore", "data/kept.csv", "project.yaml");
  }

  @Test
  void a_repository_inside_is_refused() {
    repository.write("lib/.git/HEAD", "").write("project.yaml", "");
    ProjectTree tree = WorkTree.at(repository.root());
    assertThat(tree.findings()).singleElement().extracting(it -> it.span().file()).isEqualTo("lib");
  }

  @Test
  void a_folder_without_git_is_a_project_too(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("project.yaml"), "a");
    Files.writeString(folder.resolve(".gitignore"), "b.yaml");
    Files.writeString(folder.resolve("b.yaml"), "b");
    ProjectTree tree = WorkTree.at(folder);
    assertThat(tree.paths()).containsExactly(".gitignore", "project.yaml");
    assertThat(tree.treeId("")).isPresent();
  }
}
