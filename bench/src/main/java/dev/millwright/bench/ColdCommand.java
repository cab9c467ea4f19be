package dev.millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// A command as a user waits for it, from its start to its end.
record ColdCommand(List<String> words) {
  private static final Path TIME = Path.of("/usr/bin/time");

  ColdCommand {
    words = List.copyOf(words);
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
      long began = System.nanoTime();
      peak = Math.max(peak, run().orElse(0));
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return new Measured(nanos[runs / 2], peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak));
  }

  /// Answers the most that was resident, in bytes, where GNU time can tell.
  private OptionalLong run() throws IOException, InterruptedException {
    try (Temporary folder = Temporary.folder("time")) {
      Path used = folder.resolve("used");
      boolean known = isGnuTime();
      List<String> command = new ArrayList<>();
      if (known) {
        command.addAll(List.of(TIME.toString(), "-f", "%M", "-o", used.toString()));
      }
      command.addAll(words);
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
