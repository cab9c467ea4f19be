package dev.millwright.compiler;

import dev.millwright.compiler.declaration.Unread;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.tree.Limits;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Reads the files that hold resources. A file of a commit is read once for each path and blob; of
/// files on disk the ids are not known without reading them, so they are read each time.
final class PastFiles {
  private final Kept<Place, FilesRead> kept;
  private final Kept<String, Long> sizes;

  PastFiles(Memory memory) {
    this.kept = memory.kept();
    this.sizes = memory.kept();
  }

  private record Place(String path, String blobId) {}

  FilesRead read(ProjectTree tree) {
    List<Listed> files =
        tree.paths().stream()
            .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
            .map(path -> listed(tree, path))
            .toList();
    Optional<Diagnostic> tooMuch = tooMuch(files);
    if (tooMuch.isPresent()) {
      return new FilesRead(Reading.of(tooMuch.get()), none());
    }
    List<FilesRead> read = readAll(tree, files);
    SortedSet<Address> unread = new TreeSet<>();
    read.forEach(file -> unread.addAll(file.unread()));
    return new FilesRead(Reading.of(read.stream().map(FilesRead::reading).toList()), unread);
  }

  /// Those that may fill the memory are read one by one.
  private List<FilesRead> readAll(ProjectTree tree, List<Listed> files) {
    FilesRead[] read = new FilesRead[files.size()];
    IntStream.range(0, read.length)
        .parallel()
        .filter(i -> files.get(i).length() <= Limits.LARGE_YAML)
        .forEach(i -> read[i] = once(tree, files.get(i)));
    IntStream.range(0, read.length)
        .filter(i -> files.get(i).length() > Limits.LARGE_YAML)
        .forEach(i -> read[i] = once(tree, files.get(i)));
    return List.of(read);
  }

  /// @param place of a file of a commit
  private record Listed(String path, Optional<Place> place, long length) {}

  private Listed listed(ProjectTree tree, String path) {
    if (tree.revision().isEmpty()) {
      return new Listed(path, Optional.empty(), tree.size(path));
    }
    Place place = new Place(path, tree.blobId(path));
    // A size stands in the object itself, which git has to open.
    return new Listed(path, Optional.of(place), sizes.get(place.blobId(), _ -> tree.size(path)));
  }

  private static Optional<Diagnostic> tooMuch(List<Listed> files) {
    long left = Limits.MOST_YAML;
    for (Listed file : files) {
      left -= file.length() > ProjectTree.LARGEST_TEXT ? 0 : file.length();
      if (left < 0) {
        String most = "a project has no more than " + Limits.MOST_YAML + " bytes of YAML";
        return Optional.of(unread(file.path(), Rule.PROJECT_LIMIT, most));
      }
    }
    return Optional.empty();
  }

  private FilesRead once(ProjectTree tree, Listed file) {
    return file.place()
        .map(place -> kept.get(place, _ -> read(tree, file.path(), file.length())))
        .orElseGet(() -> read(tree, file.path(), file.length()));
  }

  private static FilesRead read(ProjectTree tree, String path, long length) {
    if (length > ProjectTree.LARGEST_TEXT) {
      return new FilesRead(Reading.of(tooLarge(path)), none());
    }
    byte[] content = tree.read(path);
    Reading reading = ResourceReader.read(path, content);
    SortedSet<Address> unread = new TreeSet<>(reading.broken());
    if (reading.findings().stream().anyMatch(it -> it.rule() == Rule.YAML_SYNTAX)) {
      unread.addAll(Unread.declarations(new String(content, StandardCharsets.UTF_8)));
    }
    return new FilesRead(reading, unread);
  }

  private static Diagnostic tooLarge(String path) {
    return unread(path, Rule.YAML_SYNTAX, "the file is too large to read");
  }

  private static Diagnostic unread(String path, Rule rule, String why) {
    return Diagnostic.error(rule, Span.startOf(path), why)
        .hint("split it, or name it in .millwrightignore");
  }

  private static SortedSet<Address> none() {
    return new TreeSet<>();
  }
}
