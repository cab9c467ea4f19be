package dev.millwright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that goes when it is closed. It lies where `java.io.tmpdir` points.
///
/// @param folder its real path
public record Temporary(Path folder) implements AutoCloseable {
  public static Temporary folder(String name) throws IOException {
    return new Temporary(Files.createTempDirectory("bench-" + name).toRealPath());
  }

  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /// Copies a folder's files into this one.
  public void copyOf(Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(source.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
