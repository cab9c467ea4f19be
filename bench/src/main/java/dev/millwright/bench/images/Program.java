package dev.millwright.bench.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs programs, and is told in nanoseconds how long they took.
///
/// @param environment in addition to that of this process
record Program(Map<String, String> environment) {
  Program {
    environment = Map.copyOf(environment);
  }

  /// Where a program is, if it is in `PATH`.
  static Optional<Path> find(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// @throws IllegalStateException with what it said, when it does not end well
  long run(List<String> words) throws IOException, InterruptedException {
    Path said = Files.createTempFile("bench-said", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().putAll(environment);
      long began = System.nanoTime();
      int status = builder.start().waitFor();
      long took = System.nanoTime() - began;
      if (status != 0) {
        throw new IllegalStateException(
            String.join(" ", words) + " ended with " + status + ": " + Files.readString(said));
      }
      return took;
    } finally {
      Files.delete(said);
    }
  }
}
