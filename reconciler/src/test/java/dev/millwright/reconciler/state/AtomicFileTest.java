package dev.millwright.reconciler.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void a_file_is_replaced_as_a_whole_and_nothing_else_stays() throws IOException {
    Path file = folder.resolve("new/file.json");
    AtomicFile.write(file, "a longer first text");
    AtomicFile.write(file, "second");
    assertThat(file).hasContent("second");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void an_interrupted_thread_can_still_write_down_what_it_has_begun() {
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(folder.resolve("process.json"), "begun");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(folder.resolve("process.json")).hasContent("begun");
  }
}
