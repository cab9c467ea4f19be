package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of files from one process to the next.
final class FileDigestsTest {
  @TempDir Path temporary;
  private Path kept;

  @BeforeEach
  void name() {
    kept = temporary.resolve("cache/digests.json");
  }

  /// The program that runs this was not written within the last seconds.
  private static Path settled() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  @Test
  void a_file_that_nobody_touched_is_not_read_by_the_next_process() throws IOException {
    Digest digest = saved(settled());
    Digest other = Digest.of("a wrong one");
    Files.writeString(kept, Files.readString(kept).replace(digest.hex(), other.hex()));

    assertThat(new FileDigests(kept).of(settled())).isEqualTo(other);
  }

  @Test
  void a_file_that_was_touched_is_read_again() throws IOException {
    Digest digest = saved(settled());
    Files.writeString(kept, Files.readString(kept).replace("size=", "size=1"));

    assertThat(new FileDigests(kept).of(settled())).isEqualTo(digest);
  }

  @Test
  void a_file_that_was_just_written_is_not_known_to_the_next_process() throws IOException {
    Path file = Files.writeString(temporary.resolve("fresh"), "text");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));

    assertThat(saved(file)).isEqualTo(Digest.of("text"));

    assertThat(kept).doesNotExist();
  }

  @Test
  void what_cannot_be_read_is_as_if_it_were_not_there() throws IOException {
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "{\"half");
    Path file = Files.writeString(temporary.resolve("fresh"), "text");

    assertThat(new FileDigests(kept).of(file)).isEqualTo(Digest.of("text"));
  }

  private Digest saved(Path file) throws IOException {
    FileDigests digests = new FileDigests(kept);
    Digest digest = digests.of(file);
    digests.save();
    return digest;
  }
}
