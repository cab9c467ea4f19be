package dev.millwright.builder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The files of a folder where an image has them.
///
/// @param folder need not exist
/// @param prefix what stands before the names in the image
record FolderFiles(Path folder, String prefix) {
  /// Those whose name within the folder is chosen, by path in the image.
  SortedMap<String, Path> files(Predicate<String> chosen) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (var found = Files.walk(folder)) {
        found
            .filter(file -> Files.isRegularFile(file) && chosen.test(name(file)))
            .forEach(file -> files.put(prefix + name(file), file));
      }
    }
    return files;
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
