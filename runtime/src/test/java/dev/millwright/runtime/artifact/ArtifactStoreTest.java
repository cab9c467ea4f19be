package dev.millwright.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactStoreTest {
  private static final byte[] BYTES = "model".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private ArtifactStore store;

  @BeforeEach
  void prepare() {
    store = new ArtifactStore(folder.resolve("artifacts"));
  }

  @Test
  void bytes_lie_under_their_digest() throws Exception {
    Digest digest = store.keep(BYTES);
    assertThat(digest).isEqualTo(Digest.of(BYTES));
    assertThat(store.path(digest)).hasBinaryContent(BYTES);
    assertThat(folder.relativize(store.path(digest)).toString())
        .isEqualTo("artifacts/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex());
  }

  @Test
  void the_same_bytes_again_leave_the_file_alone() throws Exception {
    Path file = store.path(store.keep(BYTES));
    FileTime then = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file, then);
    store.keep(BYTES);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
  }

  @Test
  void nothing_else_lies_in_the_store() throws Exception {
    Digest one = store.keep(BYTES);
    Digest other = store.keep(new byte[0]);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactlyInAnyOrder(store.path(one), store.path(other));
    }
  }
}
