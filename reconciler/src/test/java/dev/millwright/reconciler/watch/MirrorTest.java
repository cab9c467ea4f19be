package dev.millwright.reconciler.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.resource.Environment.Branch;
import dev.millwright.spec.resource.Environment.Commit;
import dev.millwright.spec.resource.Environment.Head;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The mirror of real repositories in the states that people leave them in.
final class MirrorTest {
  @RegisterExtension final TemporaryRepository original = TemporaryRepository.create();
  @TempDir Path folder;

  private Mirror mirror() throws IOException {
    return mirror(original.root().resolve(".git"));
  }

  private Mirror mirror(Path gitDirectory) throws IOException {
    return Mirror.open(gitDirectory, folder.resolve("mirror.git"));
  }

  private static String text(Repository repository, String revision) throws IOException {
    try (InputStream content = GitTrees.at(repository, revision, "").open("file")) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// As `git gc --prune=now` after all reflogs have expired.
  private static void collect(Git git) throws Exception {
    Path logs = git.getRepository().getDirectory().toPath().resolve("logs");
    if (Files.isDirectory(logs)) {
      try (var files = Files.walk(logs)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.deleteIfExists(git.getRepository().getDirectory().toPath().resolve("ORIG_HEAD"));
    git.getRepository().getConfig().setString("gc", null, "prunePackExpire", "now");
    git.gc().setExpire(Instant.now().plusSeconds(60)).call();
  }

  private static boolean has(Repository repository, String revision) throws IOException {
    try (Repository fresh =
        new FileRepositoryBuilder().setGitDir(repository.getDirectory()).build()) {
      return fresh.getObjectDatabase().has(ObjectId.fromString(revision));
    }
  }

  @Test
  void a_pinned_commit_survives_an_amend_and_a_collection_on_both_sides() throws Exception {
    String live = original.write("file", "live").commit("live");
    try (Mirror mirror = mirror()) {
      mirror.fetch(live);
      mirror.pin("live", live);
      String amended = original.write("file", "amended").amend("amended");
      mirror.fetch(amended);
      collect(original.git());
      collect(Git.wrap(mirror.repository()));
      assertThat(has(original.git().getRepository(), live)).isFalse();
      assertThat(text(mirror.repository(), live)).isEqualTo("live");
      assertThat(text(mirror.repository(), amended)).isEqualTo("amended");
    }
  }

  @Test
  void a_commit_that_only_a_detached_head_leads_to_is_followed() throws Exception {
    String first = original.write("file", "first").commit("first");
    original.git().checkout().setName(first).call();
    String detached = original.write("file", "detached").commit("detached");
    try (Mirror mirror = mirror()) {
      assertThat(mirror.followed(new Head())).contains(detached);
      assertThat(mirror.followed(new Branch("main"))).contains(first);
      mirror.fetch(detached);
      assertThat(text(mirror.repository(), detached)).isEqualTo("detached");
    }
  }

  @Test
  void a_branch_is_followed_whatever_is_checked_out_and_may_go() throws Exception {
    String main = original.write("file", "main").commit("main");
    String other = original.branch("other").write("file", "other").commit("other");
    try (Mirror mirror = mirror()) {
      assertThat(mirror.followed(new Branch("main"))).contains(main);
      assertThat(mirror.followed(new Head())).contains(other);
      original.git().branchDelete().setBranchNames("main").setForce(true).call();
      assertThat(mirror.followed(new Branch("main"))).isEmpty();
    }
  }

  @Test
  void a_branch_may_give_way_to_branches_below_its_name() throws Exception {
    original.write("file", "first").commit("first");
    String before = original.branch("topic").write("file", "before").commit("before");
    try (Mirror mirror = mirror()) {
      mirror.fetch(before);
      original.branch("main");
      original.git().branchDelete().setBranchNames("topic").setForce(true).call();
      String after = original.branch("topic/part").write("file", "after").commit("after");
      mirror.fetch(after);
      assertThat(text(mirror.repository(), after)).isEqualTo("after");
    }
  }

  @Test
  void packed_refs_are_read() throws Exception {
    String first = original.write("file", "first").commit("first");
    original.git().packRefs().setAll(true).call();
    assertThat(original.root().resolve(".git/refs/heads/main")).doesNotExist();
    try (Mirror mirror = mirror()) {
      assertThat(mirror.followed(new Branch("main"))).contains(first);
      mirror.fetch(first);
      assertThat(text(mirror.repository(), first)).isEqualTo("first");
    }
  }

  @Test
  void a_shallow_clone_gives_what_it_has() throws Exception {
    original.write("file", "first").commit("first");
    String second = original.write("file", "second").commit("second");
    Path clone = folder.resolve("clone");
    Git.cloneRepository()
        .setURI(original.root().toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    assertThat(clone.resolve(".git/shallow")).exists();
    try (Mirror mirror = mirror(clone.resolve(".git"))) {
      mirror.fetch(second);
      assertThat(text(mirror.repository(), second)).isEqualTo("second");
    }
  }

  @Test
  void a_folder_with_a_space_in_its_name_is_followed() throws Exception {
    String first = original.write("file", "first").commit("first");
    Path clone = folder.resolve("a clone, 100% mine");
    Git.cloneRepository()
        .setURI(original.root().toUri().toString())
        .setDirectory(clone.toFile())
        .call()
        .close();
    try (Mirror mirror = mirror(clone.resolve(".git"))) {
      mirror.fetch(first);
      assertThat(text(mirror.repository(), first)).isEqualTo("first");
    }
  }

  /// JGit makes no linked work trees; these are the files that git writes for one.
  @Test
  void a_linked_work_tree_follows_its_own_head() throws Exception {
    String main = original.write("file", "main").commit("main");
    String topic = original.branch("topic").write("file", "topic").commit("topic");
    original.branch("main");
    Path linked = original.root().resolve(".git/worktrees/linked");
    Files.createDirectories(linked);
    Files.writeString(linked.resolve("HEAD"), "ref: refs/heads/topic\n");
    Files.writeString(linked.resolve("commondir"), "../..\n");
    Files.writeString(linked.resolve("gitdir"), folder.resolve("tree/.git") + "\n");
    try (Mirror mirror = mirror(linked)) {
      assertThat(mirror.followed(new Head())).contains(topic);
      assertThat(mirror.followed(new Branch("main"))).contains(main);
      mirror.fetch(topic);
      assertThat(text(mirror.repository(), topic)).isEqualTo("topic");
    }
  }

  @Test
  void before_the_first_commit_nothing_is_followed() throws Exception {
    try (Mirror mirror = mirror()) {
      assertThat(mirror.followed(new Head())).isEmpty();
      assertThat(mirror.followed(new Branch("main"))).isEmpty();
      assertThat(mirror.followed(new Commit("0123456789012345678901234567890123456789"))).isEmpty();
    }
  }

  @Test
  void a_head_on_a_branch_without_a_commit_does_not_keep_another_from_being_followed()
      throws Exception {
    String main = original.write("file", "main").commit("main");
    Files.writeString(original.root().resolve(".git/HEAD"), "ref: refs/heads/unborn\n");
    try (Mirror mirror = mirror()) {
      mirror.fetch(main);
      assertThat(text(mirror.repository(), main)).isEqualTo("main");
    }
  }

  @Test
  void a_commit_that_nothing_leads_to_is_not_given() throws Exception {
    String lost = original.write("file", "lost").commit("lost");
    original.write("file", "amended").amend("amended");
    try (Mirror mirror = mirror()) {
      assertThatThrownBy(() -> mirror.fetch(lost))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no branch or tag leads to " + lost);
    }
  }

  @Test
  void a_commit_that_is_not_there_cannot_be_pinned() throws Exception {
    try (Mirror mirror = mirror()) {
      assertThatThrownBy(() -> mirror.pin("live", "0123456789012345678901234567890123456789"))
          .isInstanceOf(IOException.class);
    }
  }
}
