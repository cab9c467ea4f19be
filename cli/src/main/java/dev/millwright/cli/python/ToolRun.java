package dev.millwright.cli.python;

import dev.millwright.spec.lock.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One run of a tool over a file of requirements, in a folder of its own: no configuration of the
/// project's decides what it says.
record ToolRun(String tool, Path folder) {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int SHOWN = 600;

  /// What the address of an index may hold besides the host.
  private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]+@");

  /// The command to run.
  interface Line {
    List<String> of(Given files);
  }

  /// What a run has.
  ///
  /// @param folder one that is empty but for the others, and goes with the run
  /// @param pins versions of what the requirements lead to, as far as they are decided on
  record Given(Path folder, Path requirements, Path pins) {}

  /// What the tool prints.
  ///
  /// @throws DistributionFailure with its words when it fails
  static String of(String tool, Need.Requirements need, List<String> pins, Line line) {
    try {
      Path folder = Files.createTempDirectory("millwright-" + tool);
      try {
        Path requirements = Files.write(folder.resolve("requirements.txt"), need.requirements());
        Path decided = Files.write(folder.resolve("pins.txt"), pins);
        return new ToolRun(tool, folder).output(line.of(new Given(folder, requirements, decided)));
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
      String all = lines.map(String::strip).collect(Collectors.joining(" "));
      String text = LOGIN.matcher(all).replaceAll("://");
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
