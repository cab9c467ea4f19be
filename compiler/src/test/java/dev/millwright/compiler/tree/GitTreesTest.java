package dev.millwright.compiler.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GitTreesTest {
  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  @Test
  void a_commit_offers_the_files_of_the_project_folder() {
    repository.write("ml/project.yaml", "a").write("ml/data/x.csv", "b").write("other.txt", "c");
    String commit = repository.commit("first");
    ProjectTree tree = at("HEAD", "ml");
    assertThat(tree.paths()).containsExactly("data/x.csv", "project.yaml");
    assertThat(tree.revision()).contains(commit);
    assertThat(tree.findings()).isEmpty();
    assertThat(new String(tree.read("project.yaml"), StandardCharsets.UTF_8)).isEqualTo("a");
  }

  @Test
  void what_is_not_committed_is_not_there() {
    repository.write("project.yaml", "before").commit("first");
    repository.write("project.yaml", "after").write("new.yaml", "x");
    assertThat(at("HEAD", "").paths()).containsExactly("project.yaml");
    assertThat(at("HEAD", "").read("project.yaml"))
        .isEqualTo("before".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_folder_that_the_commit_does_not_have_is_empty() {
    repository.write("project.yaml", "a").commit("first");
    assertThat(at("HEAD", "nowhere").paths()).isEmpty();
    assertThat(at("HEAD", "project.yaml").paths()).isEmpty();
  }

  @Test
  void an_unknown_revision_is_named() {
    repository.write("project.yaml", "a").commit("first");
    for (String unknown : List.of("nope", "0123456789012345678901234567890123456789", "a..b", "")) {
      assertThatThrownBy(() -> at(unknown, ""))
          .isInstanceOf(UnknownRevisionException.class)
          .hasMessageContaining(unknown);
    }
  }

  @Test
  void tree_ids_are_those_of_git() throws IOException {
    repository
        .write("functions/train/a/A.java", "a")
        .write("functions/train/a.b", "b")
        .write("functions/train/a0", "0")
        .write("functions/train/ä", "c");
    Path script = repository.root().resolve("functions/train/run.sh");
    repository.write("functions/train/run.sh", "echo");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    repository.commit("first");
    assertThat(at("HEAD", "").treeId("functions/train")).contains(gitTreeId("functions/train"));
    assertThat(WorkTree.at(repository.root()).treeId("functions/train"))
        .contains(gitTreeId("functions/train"));
    assertThat(at("HEAD", "").treeId("functions/none")).isEmpty();
  }

  @Test
  void contents_are_streamed_and_digested() throws IOException {
    repository.write("data.csv", "a,b\n1,2\n").commit("first");
    ProjectTree tree = at("main", "");
    assertThat(tree.digest("data.csv")).isEqualTo(Digest.of("a,b\n1,2\n"));
    assertThat(tree.size("data.csv")).isEqualTo(8);
    try (InputStream content = tree.open("data.csv")) {
      assertThat(content.readAllBytes()).hasSize(8);
    }
    assertThatThrownBy(() -> tree.read("other.csv")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_large_file_is_data_and_never_read_as_text() {
    repository.write("large.yaml", "x".repeat(ProjectTree.LARGEST_TEXT + 1)).commit("first");
    assertThatThrownBy(() -> at("HEAD", "").read("large.yaml"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void links_are_refused() throws IOException {
    repository.write("project.yaml", "a");
    Files.createSymbolicLink(repository.root().resolve("link.yaml"), Path.of("/etc/passwd"));
    repository.commit("first");
    assertRefused(at("HEAD", ""), "link.yaml", "symbolic link");
    assertRefused(WorkTree.at(repository.root()), "link.yaml", "symbolic link");
  }

  @Test
  void submodules_are_refused() throws IOException {
    ObjectId somewhere = ObjectId.fromString("0123456789012345678901234567890123456789");
    assertRefused(treeWith("lib", FileMode.GITLINK, somewhere), "lib", "another repository");
  }

  @Test
  void names_that_mean_another_file_are_refused() throws IOException {
    for (String name : List.of("..", ".", ".git", ".GIT", "git~1", "a\\b", "a\nb")) {
      assertRefused(treeWith(name, FileMode.REGULAR_FILE, blob("x")), name, "otherwise");
    }
  }

  @Test
  void paths_that_differ_in_case_only_are_refused() {
    repository.write("a/Train.java", "1").write("a/train.java", "2").commit("first");
    assertRefused(at("HEAD", ""), "a/train.java", "the same file as a/Train.java");
  }

  @Test
  void what_is_ignored_is_neither_there_nor_refused() throws IOException {
    repository
        .write(".millwrightignore", "*.log\n!keep.log\n/link\nbuild/\n")
        .write("a.log", "")
        .write("keep.log", "")
        .write("build/x.yaml", "")
        .write("sub/.millwrightignore", "keep.log")
        .write("sub/keep.log", "");
    Files.createSymbolicLink(repository.root().resolve("link"), Path.of("/tmp"));
    repository.commit("first");
    ProjectTree tree = at("HEAD", "");
    assertThat(tree.findings()).isEmpty();
    assertThat(tree.paths())
        .containsExactly(".millwrightignore", "keep.log", "sub/.millwrightignore");
  }

  private ProjectTree at(String revision, String folder) {
    return GitTrees.at(repository.git().getRepository(), revision, folder);
  }

  private static void assertRefused(ProjectTree tree, String path, String why) {
    assertThat(tree.findings()).hasSize(1);
    Diagnostic finding = tree.findings().getFirst();
    assertThat(finding.rule()).isEqualTo(Rule.UNSAFE_PATH);
    assertThat(finding.span().file()).isEqualTo(path);
    assertThat(finding.message()).contains(why);
    assertThat(tree.paths()).doesNotContain(path);
  }

  private String gitTreeId(String folder) throws IOException {
    Repository git = repository.git().getRepository();
    try (TreeWalk walk = TreeWalk.forPath(git, folder, git.resolve("HEAD^{tree}"))) {
      return walk.getObjectId(0).name();
    }
  }

  private ObjectId blob(String text) throws IOException {
    try (ObjectInserter inserter = repository.git().getRepository().newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return id;
    }
  }

  /// A tree as only a hostile client makes it.
  private ProjectTree treeWith(String name, FileMode mode, ObjectId id) throws IOException {
    try (ObjectInserter inserter = repository.git().getRepository().newObjectInserter()) {
      TreeFormatter formatter = new TreeFormatter();
      formatter.append(name.getBytes(StandardCharsets.UTF_8), mode, id);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(formatter));
      PersonIdent author = new PersonIdent("Test", "test@example.com");
      commit.setAuthor(author);
      commit.setCommitter(author);
      ObjectId inserted = inserter.insert(commit);
      inserter.flush();
      return at(inserted.name(), "");
    }
  }
}
