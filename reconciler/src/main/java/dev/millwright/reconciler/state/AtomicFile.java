package dev.millwright.reconciler.state;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
      writeThrough(aside, text);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A stream and not a channel: an interrupt closes channels, and a daemon that lets go must still
  /// be able to write down what it has begun.
  private static void writeThrough(Path file, String text) throws IOException {
    try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.getFD().sync();
    }
  }
}
