package dev.millwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher keeps what a JVM has learned from the example, so that has to be a good one.
final class TrainingTest {
  @Test
  void learnsFromTheExample() throws IOException {
    assertThat(Training.run("../example-repo", 2)).isEqualTo(ExitCode.OK.status());
  }

  @Test
  void tellsThatAProjectIsNotOneToLearnFrom(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("project.yaml"), "apiVersion: millwright.dev/v1\n");
    assertThat(Training.run(folder.toString(), 1)).isEqualTo(ExitCode.WRONG_INPUT.status());
  }
}
