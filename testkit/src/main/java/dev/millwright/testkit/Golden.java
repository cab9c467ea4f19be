package dev.millwright.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffAlgorithm.SupportedAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.opentest4j.AssertionFailedError;

/// A file that holds what a test expects. `-Dgolden=write` accepts what the code says now; the
/// change is then read as a diff of the commit.
public final class Golden {
  private static final String ACCEPT =
      "accept it with: mvn test -Dgolden=write, then read git diff";

  private final Path file;
  private final Mode mode;

  private enum Mode {
    COMPARE,
    WRITE
  }

  private Golden(Path file, Mode mode) {
    this.file = file;
    this.mode = mode;
  }

  /// @param file below the module's folder, such as `src/test/cases/first/expected.txt`
  public static Golden of(Path file) {
    boolean write = "write".equals(System.getProperty("golden"));
    return new Golden(file, write ? Mode.WRITE : Mode.COMPARE);
  }

  static Golden written(Path file) {
    return new Golden(file, Mode.WRITE);
  }

  static Golden compared(Path file) {
    return new Golden(file, Mode.COMPARE);
  }

  /// Compares the text with the file, line ends included.
  ///
  /// @throws AssertionFailedError with a diff when they differ, or when there is no file yet
  /// @throws IllegalStateException when asked to accept on continuous integration
  public void check(String actual) {
    check(actual, System.getenv("CI") != null);
  }

  void check(String actual, boolean continuousIntegration) {
    switch (mode) {
      case COMPARE -> compare(actual);
      case WRITE -> write(actual, continuousIntegration);
    }
  }

  private void compare(String actual) {
    try {
      String expected = Files.exists(file) ? Files.readString(file) : "";
      if (!expected.equals(actual) || !Files.exists(file)) {
        throw new AssertionFailedError(complaint(expected, actual), expected, actual);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String actual, boolean continuousIntegration) {
    if (continuousIntegration) {
      throw new IllegalStateException("-Dgolden=write accepts nothing where CI is set");
    }
    try {
      if (Files.exists(file) && Files.readString(file).equals(actual)) {
        return;
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String complaint(String expected, String actual) throws IOException {
    String found = Files.exists(file) ? file + " expects something else" : file + " is not there";
    return found + "\n" + difference(expected, actual) + ACCEPT;
  }

  private static String difference(String expected, String actual) throws IOException {
    RawText before = new RawText(expected.getBytes(StandardCharsets.UTF_8));
    RawText after = new RawText(actual.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(text)) {
      var edits =
          DiffAlgorithm.getAlgorithm(SupportedAlgorithm.HISTOGRAM)
              .diff(RawTextComparator.DEFAULT, before, after);
      formatter.format(edits, before, after);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
