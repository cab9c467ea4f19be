package dev.millwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

final class GoldenTest {
  @TempDir private Path folder;

  @Test
  void a_difference_is_shown_with_the_command_that_accepts_it() throws Exception {
    Path file = Files.writeString(folder.resolve("expected.txt"), "one\ntwo\n");
    assertThatThrownBy(() -> Golden.compared(file).check("one\nthree\n"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("-two\n+three")
        .hasMessageContaining("-Dgolden=write");
  }

  @Test
  void a_file_that_is_not_there_is_not_an_empty_one() {
    assertThatThrownBy(() -> Golden.compared(folder.resolve("none.txt")).check(""))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("is not there");
  }

  @Test
  void writing_accepts_and_then_it_holds() {
    Path file = folder.resolve("a/b/expected.txt");
    Golden.written(file).check("text\n", false);
    Golden.compared(file).check("text\n");
    assertThat(file).hasContent("text\n");
  }

  @Test
  void continuous_integration_accepts_nothing() {
    Path file = folder.resolve("expected.txt");
    assertThatIllegalStateException().isThrownBy(() -> Golden.written(file).check("text", true));
    assertThat(file).doesNotExist();
  }
}
