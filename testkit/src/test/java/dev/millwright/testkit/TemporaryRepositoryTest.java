package dev.millwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryRepositoryTest {
  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();

  @Test
  void commits_hold_the_whole_work_tree() throws Exception {
    repository.write("a/b.txt", "1").commit("first");
    repository.write("a/b.txt", "2").write("c.txt", "3").delete("a").commit("second");
    assertThat(repository.git().status().call().isClean()).isTrue();
    assertThat(repository.root().resolve("a")).doesNotExist();
    repository.branch("other").write("d.txt", "4").commit("third");
    repository.branch("main");
    assertThat(repository.root().resolve("d.txt")).doesNotExist();
  }

  @Test
  void an_amended_commit_is_another_one() {
    repository.write("a.txt", "1");
    String first = repository.commit("first");
    String amended = repository.replace("a.txt", "1", "2").amend("first");
    assertThat(amended).isNotEqualTo(first);
    assertThat(repository.resolve("main")).contains(amended);
    assertThat(repository.resolve("main~1")).isEmpty();
  }

  @Test
  void a_copied_tree_brings_no_build_output(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("target"));
    Files.writeString(folder.resolve("target/x"), "built");
    Files.writeString(folder.resolve("y.txt"), "source");
    repository.copyTree(folder, "below");
    assertThat(repository.root().resolve("below/y.txt")).hasContent("source");
    assertThat(repository.root().resolve("below/target")).doesNotExist();
  }

  @Test
  void equal_histories_have_equal_ids_and_closing_leaves_nothing() {
    String here = repository.write("a.txt", "1").commit("first");
    TemporaryRepository other = TemporaryRepository.create();
    assertThat(other.write("a.txt", "1").commit("first")).isEqualTo(here);
    other.close();
    assertThat(other.root()).doesNotExist();
  }
}
