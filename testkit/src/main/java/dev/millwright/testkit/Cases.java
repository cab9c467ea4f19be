package dev.millwright.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Folders of cases, for a `@TestFactory`: one test a folder, named as the folder.
public record Cases(Path root) {
  /// What one case does with its folder.
  @FunctionalInterface
  public interface Case {
    void run(Path folder) throws Exception;
  }

  /// The cases directly below `src/test/cases` of the module under test.
  public static Cases here() {
    return new Cases(Path.of("src/test/cases"));
  }

  /// The cases of one topic: a folder below this one.
  public Cases below(String folder) {
    return new Cases(root.resolve(folder));
  }

  public List<Path> folders() {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Stream<DynamicTest> each(Case body) {
    return folders().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(), folder.toUri(), () -> body.run(folder)));
  }

  /// Every file below the folder by its relative path with `/`, in order. Absent folder: no files.
  public static SortedMap<String, byte[]> filesOf(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
