package dev.millwright.builder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// Files under the digest of their content. Jib knows a file again by its path and time, and would
/// take a jar that was replaced under its old name and time for the one before.
///
/// @param root the folder, which may be shared by many builds
record ContentFiles(Path root, FileDigests digests) {
  /// The same bytes as a file whose path says what they are.
  Path of(Path file) throws IOException {
    Path kept = root.resolve(digests.of(file).hex());
    if (!Files.exists(kept)) {
      Files.createDirectories(root);
      Path aside = Files.createTempFile(root, "aside", ".tmp");
      Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(aside, FileTime.from(Instant.EPOCH));
      AtomicFile.move(aside, kept);
    }
    return kept;
  }
}
