package dev.millwright.reconciler.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files outside of the project, as a source names them.
public final class OutsideFiles {
  private OutsideFiles() {}

  /// The files of a pattern, in order of path.
  ///
  /// @param pattern absolute; `*` in its last part matches within the folder
  public static List<Path> matching(Path pattern) throws IOException {
    if (!pattern.toString().contains("*")) {
      return List.of(pattern);
    }
    List<Path> files = new ArrayList<>();
    try (var found =
        Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
      found.forEach(files::add);
    }
    return files.stream().sorted().toList();
  }
}
