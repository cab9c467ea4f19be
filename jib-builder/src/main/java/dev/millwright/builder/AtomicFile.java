package dev.millwright.builder;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that are there whole or not at all.
final class AtomicFile {
  private AtomicFile() {}

  /// @param work a folder on the same file system for what is not yet whole
  static void write(Path work, Path target, String text) throws IOException {
    Files.createDirectories(work);
    Path part = Files.createTempFile(work, "part-", "");
    Files.writeString(part, text);
    move(part, target);
  }

  static void move(Path part, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    Files.move(part, target, ATOMIC_MOVE);
  }
}
