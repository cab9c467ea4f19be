package dev.millwright.reconciler.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.resource.Environment.Head;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A repository somewhere else, as a daemon on a cluster follows it.
final class RemoteCopyTest {
  @RegisterExtension final TemporaryRepository origin = TemporaryRepository.create();
  @TempDir Path folder;

  private RemoteCopy copy(Optional<String> branch) {
    return new RemoteCopy(
        folder.resolve("source.git"),
        new RemoteCopy.Origin(origin.root().toUri().toString(), branch, Optional.empty()));
  }

  private Optional<String> followed(RemoteCopy copy) throws IOException {
    copy.refresh();
    try (Mirror mirror = Mirror.open(copy.folder(), folder.resolve("mirror.git"))) {
      return mirror.followed(new Head());
    }
  }

  @Test
  void head_is_the_origins_own_unless_a_branch_is_named() throws IOException {
    String first = origin.write("note", "one").commit("one");
    origin.branch("next");
    String second = origin.write("note", "two").commit("two");

    assertThat(followed(copy(Optional.of("next")))).contains(second);
    assertThat(followed(copy(Optional.empty()))).isEqualTo(origin.resolve("HEAD"));
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void a_branch_that_is_rewritten_is_followed() throws IOException {
    RemoteCopy copy = copy(Optional.empty());
    origin.write("note", "one").commit("one");
    followed(copy);
    String amended = origin.write("note", "other").amend("other");

    assertThat(followed(copy)).contains(amended);
  }

  @Test
  void what_was_read_stays_when_the_origin_does_not_answer() throws IOException {
    RemoteCopy copy = copy(Optional.empty());
    String first = origin.write("note", "one").commit("one");
    followed(copy);
    RemoteCopy gone =
        new RemoteCopy(
            copy.folder(),
            new RemoteCopy.Origin(
                folder.resolve("nowhere").toUri().toString(), Optional.empty(), Optional.empty()));

    assertThatThrownBy(gone::refresh)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer");
    try (Mirror mirror = Mirror.open(copy.folder(), folder.resolve("mirror.git"))) {
      assertThat(mirror.followed(new Head())).contains(first);
    }
  }

  @Test
  void a_branch_that_is_not_there_is_named() {
    origin.write("note", "one").commit("one");

    assertThatThrownBy(copy(Optional.of("absent"))::refresh)
        .hasMessageContaining("has no refs/heads/absent");
  }

  @Test
  void a_password_is_in_no_words() {
    assertThat(new RemoteCopy.Login("somebody", "secret").toString()).isEqualTo("somebody");
  }
}
