package dev.millwright.reconciler.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// Files that are there as a whole or as they were before.
public final class AtomicFile {
  private AtomicFile() {}

  /// Replaces a file's text; the folder is made when missing.
  public static void write(Path file, String text) {
    Path aside =
        file.resolveSibling(
            file.getFileName() + "." + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    try {
      Files.createDirectories(file.getParent());
      Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
      try (FileChannel written = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
