package dev.millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A command as a user waits for it, from its start to its end.
///
/// @param environment what it finds there beside what this process has
record ColdCommand(List<String> words, Map<String, String> environment) {
  private static final Path TIME = Path.of("/usr/bin/time");

  ColdCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  ColdCommand(List<String> words) {
    this(words, Map.of());
  }

  /// @param nanos the median; @param peak the most memory of any run, in bytes
  record Measured(long nanos, OptionalLong peak) {}

  /// The first run is not counted: it may have to build something, and it reads the files into the
  /// system's memory.
  Measured measure(int runs) throws IOException, InterruptedException {
    run();
    long[] nanos = new long[runs];
    long peak = 0;
    for (int i = 0; i < runs; i++) {
      Measured run = run();
      peak = Math.max(peak, run.peak().orElse(0));
      nanos[i] = run.nanos();
    }
    Arrays.sort(nanos);
    return new Measured(nanos[runs / 2], peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak));
  }

  /// What is resident can be told where GNU time is.
  private Measured run() throws IOException, InterruptedException {
    try (Temporary folder = Temporary.folder("time")) {
      Path used = folder.resolve("used");
      boolean known = isGnuTime();
      List<String> command = new ArrayList<>();
      if (known) {
        command.addAll(List.of(TIME.toString(), "-f", "%M", "-o", used.toString()));
      }
      command.addAll(words);
      long nanos = ended(command);
      return new Measured(
          nanos,
          known
              ? OptionalLong.of(Long.parseLong(Files.readString(used).strip()) << 10)
              : OptionalLong.empty());
    }
  }

  /// How long it took.
  private long ended(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    int status = builder.start().waitFor();
    long took = System.nanoTime() - began;
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
    }
    return took;
  }

  /// The one of the BSDs and of macOS takes no format.
  private static boolean isGnuTime() {
    return Files.isExecutable(TIME) && Files.isDirectory(Path.of("/proc/self"));
  }
}
