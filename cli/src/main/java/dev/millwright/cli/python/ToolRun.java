package dev.millwright.cli.python;

import dev.millwright.spec.lock.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One run of a tool over a file of requirements, in a folder of its own: no configuration of the
/// project's decides what it says.
record ToolRun(String tool, Path folder) {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int SHOWN = 600;

  /// The command to run.
  interface Line {
    /// @param folder one that is empty but for the requirements, and goes with the run
    List<String> of(Path folder, Path requirements);
  }

  /// What the tool prints.
  ///
  /// @throws DistributionFailure with its words when it fails
  static String of(String tool, Need.Requirements need, Line line) {
    try {
      Path folder = Files.createTempDirectory("millwright-" + tool);
      try {
        Path requirements = folder.resolve("requirements.txt");
        Files.write(requirements, need.requirements());
        return new ToolRun(tool, folder).output(line.of(folder, requirements));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new DistributionFailure(tool + " cannot be run: " + e.getMessage(), "");
    }
  }

  private String output(List<String> command) throws IOException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    if (!isDone(process)) {
      throw new DistributionFailure(tool + " does not come to an end", "");
    }
    if (process.exitValue() != 0) {
      throw new DistributionFailure(tool + " does not resolve them: " + said(errors), "");
    }
    return Files.readString(output);
  }

  private static boolean isDone(Process process) {
    try {
      return process.waitFor(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String said(Path errors) throws IOException {
    try (Stream<String> lines = Files.lines(errors)) {
      String text = lines.map(String::strip).collect(Collectors.joining(" "));
      return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
