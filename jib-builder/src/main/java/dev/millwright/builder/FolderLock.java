package dev.millwright.builder;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/// Keeps other processes out of the images folder while builds of this one are in it, however many.
final class FolderLock {
  private final Path file;
  private final Path work;
  private int inside;
  private Optional<FileChannel> channel = Optional.empty();

  /// @param work what stands there when the first build enters was left by one that was killed, and
  ///   is deleted
  FolderLock(Path file, Path work) {
    this.file = file;
    this.work = work;
  }

  /// Waits until no other process is inside; for the caller to close.
  synchronized Stay enter() throws IOException {
    if (inside == 0) {
      Files.createDirectories(work);
      FileChannel opened = FileChannel.open(file, CREATE, WRITE);
      try {
        opened.lock();
        empty(work);
      } catch (IOException e) {
        opened.close();
        throw e;
      }
      channel = Optional.of(opened);
    }
    inside++;
    return this::leave;
  }

  /// One build's time inside.
  @FunctionalInterface
  interface Stay extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private synchronized void leave() throws IOException {
    inside--;
    if (inside == 0) {
      FileChannel opened = channel.orElseThrow();
      channel = Optional.empty();
      opened.close();
    }
  }

  /// Deletes what is in a folder, and leaves the folder.
  static void empty(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }
}
