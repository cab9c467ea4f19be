package dev.millwright.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The inputs of a fuzz target that are kept: seeds, and whatever once broke it. They lie below
/// `src/test/fuzz` of the module, a folder a target.
///
/// `.ci/fuzz` has Jazzer look for more. Its JUnit engine is not used here: it would instrument
/// every test's virtual machine, and knows the class files of Java 25 not yet.
public record Corpus(Path folder) {
  /// @param target the name of the folder
  public static Corpus of(String target) {
    return new Corpus(Path.of("src/test/fuzz", target));
  }

  /// A test an input.
  public Stream<DynamicTest> each(Consumer<byte[]> target) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), () -> target.accept(read(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
