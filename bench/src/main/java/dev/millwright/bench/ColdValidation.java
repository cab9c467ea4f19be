package dev.millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// `millwright validate` as a user waits for it: through the launcher, the JVM's start included,
/// its AOT cache there already. Arguments: how many resources the generated project has, how many
/// runs.
public final class ColdValidation {
  private static final Path TIME = Path.of("/usr/bin/time");

  private final Path launcher;
  private final int runs;

  private ColdValidation(Path launcher, int runs) {
    this.launcher = launcher;
    this.runs = runs;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int resources = Integer.parseInt(arguments[0]);
    Path launcher = Path.of("millwright").toAbsolutePath();
    ColdValidation validation = new ColdValidation(launcher, Integer.parseInt(arguments[1]));
    validation.of(ExampleProject.folder(), "validate example-repo").aim("600 ms").print();
    try (Temporary project = Temporary.folder("project")) {
      new GeneratedProject(project.folder()).write(resources);
      validation
          .of(project.folder(), "validate " + Line.number("%,.0f", resources) + " resources")
          .print();
    }
  }

  /// The first run is not counted: it may have to build Millwright and its cache, and it reads the
  /// files into the system's memory.
  private Line of(Path project, String name) throws IOException, InterruptedException {
    run(project);
    long[] nanos = new long[runs];
    long peak = 0;
    for (int i = 0; i < runs; i++) {
      long began = System.nanoTime();
      peak = Math.max(peak, run(project).orElse(0));
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return Line.of(name, Line.time(nanos[runs / 2]))
        .resident(peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak));
  }

  /// Answers the most that was resident, in bytes, where GNU time can tell.
  private OptionalLong run(Path project) throws IOException, InterruptedException {
    try (Temporary folder = Temporary.folder("time")) {
      Path used = folder.resolve("used");
      boolean known = isGnuTime();
      List<String> command = new ArrayList<>();
      if (known) {
        command.addAll(List.of(TIME.toString(), "-f", "%M", "-o", used.toString()));
      }
      command.addAll(List.of(launcher.toString(), "validate", project.toString()));
      ended(command);
      return known
          ? OptionalLong.of(Long.parseLong(Files.readString(used).strip()) << 10)
          : OptionalLong.empty();
    }
  }

  private static void ended(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
    }
  }

  /// The one of the BSDs and of macOS takes no format.
  private static boolean isGnuTime() {
    return Files.isExecutable(TIME) && Files.isDirectory(Path.of("/proc/self"));
  }
}
