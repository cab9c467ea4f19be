package dev.millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The most memory that processes had resident, as Linux keeps it; other systems tell nothing.
public final class Resident {
  private static final String PEAK = "VmHWM:";

  private Resident() {}

  /// This process's peak so far, in bytes.
  public static OptionalLong here() {
    return of(ProcessHandle.current().pid());
  }

  /// A living process's peak so far, in bytes.
  public static OptionalLong of(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(Resident::bytes)
          .findFirst();
    } catch (IOException notLinuxOrGone) {
      return OptionalLong.empty();
    }
  }

  /// The file counts in kB, by which it means 1024 bytes.
  private static long bytes(String line) {
    return Long.parseLong(line.substring(PEAK.length()).replace("kB", "").strip()) << 10;
  }
}
