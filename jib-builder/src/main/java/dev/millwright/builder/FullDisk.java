package dev.millwright.builder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Says of a disk that is full where it is: the system says only that one is.
final class FullDisk {
  private static final List<String> SAID = List.of("No space left", "quota exceeded");

  private FullDisk() {}

  /// The same failure, or a better told one.
  ///
  /// @param place what was written to
  static IOException told(Path place, IOException failure) {
    String said = String.valueOf(failure.getMessage());
    return SAID.stream().anyMatch(said::contains)
        ? new IOException("the disk of " + place + " is full: " + said, failure)
        : failure;
  }
}
