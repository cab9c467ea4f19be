package dev.millwright.compiler;

import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Pieces;
import dev.millwright.compiler.tree.Limits;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads the files that hold resources. A file of a commit is read once for each path and blob; of
/// files on disk the ids are not known without reading them, so they are read each time.
final class PastFiles {
  private final Kept<Place, Reading> kept;
  private final Kept<String, Long> sizes;

  PastFiles(Memory memory) {
    this.kept = memory.kept();
    this.sizes = memory.kept();
  }

  private record Place(String path, String blobId) {}

  Reading read(ProjectTree tree) {
    List<Listed> files =
        tree.paths().parallelStream()
            .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
            .map(path -> listed(tree, path))
            .toList();
    Optional<Diagnostic> tooMuch = tooMuch(files);
    if (tooMuch.isPresent()) {
      return Reading.of(tooMuch.get());
    }
    return Reading.of(readAll(tree, files));
  }

  /// Those that may fill the memory are read one by one.
  private List<Reading> readAll(ProjectTree tree, List<Listed> files) {
    List<Optional<Reading>> small =
        Pieces.each(
            files,
            it ->
                it.length() <= Limits.LARGE_YAML ? Optional.of(once(tree, it)) : Optional.empty());
    return IntStream.range(0, files.size())
        .mapToObj(i -> small.get(i).orElseGet(() -> once(tree, files.get(i))))
        .toList();
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

  private Reading once(ProjectTree tree, Listed file) {
    return file.place()
        .map(place -> kept.get(place, _ -> read(tree, file.path(), file.length())))
        .orElseGet(() -> read(tree, file.path(), file.length()));
  }

  private static Reading read(ProjectTree tree, String path, long length) {
    if (length > ProjectTree.LARGEST_TEXT) {
      return Reading.of(tooLarge(path));
    }
    return ResourceReader.read(path, tree.read(path));
  }

  private static Diagnostic tooLarge(String path) {
    return unread(path, Rule.YAML_SYNTAX, "the file is too large to read");
  }

  private static Diagnostic unread(String path, Rule rule, String why) {
    return Diagnostic.error(rule, Span.startOf(path), why)
        .hint("split it, or name it in .millwrightignore");
  }
}
