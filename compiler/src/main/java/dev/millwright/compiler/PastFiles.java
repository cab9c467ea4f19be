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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

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
    List<String> paths =
        tree.paths().stream()
            .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
            .toList();
    SortedMap<String, Long> lengths = new TreeMap<>();
    paths.forEach(path -> lengths.put(path, size(tree, path)));
    Optional<Diagnostic> tooMuch = tooMuch(lengths);
    if (tooMuch.isPresent()) {
      return new FilesRead(Reading.of(tooMuch.get()), none());
    }
    SortedMap<String, FilesRead> files = new ConcurrentSkipListMap<>();
    // Those that may fill the memory are read one by one.
    paths.parallelStream()
        .filter(path -> lengths.getOrDefault(path, 0L) <= Limits.LARGE_YAML)
        .forEach(path -> files.put(path, once(tree, path, lengths.getOrDefault(path, 0L))));
    paths.stream()
        .filter(path -> lengths.getOrDefault(path, 0L) > Limits.LARGE_YAML)
        .forEach(path -> files.put(path, once(tree, path, lengths.getOrDefault(path, 0L))));
    SortedSet<Address> unread = new TreeSet<>();
    files.values().forEach(file -> unread.addAll(file.unread()));
    return new FilesRead(
        Reading.of(files.values().stream().map(FilesRead::reading).toList()), unread);
  }

  /// A size stands in the object itself, which git has to open.
  private long size(ProjectTree tree, String path) {
    return tree.revision().isPresent()
        ? sizes.get(tree.blobId(path), _ -> tree.size(path))
        : tree.size(path);
  }

  private static Optional<Diagnostic> tooMuch(SortedMap<String, Long> lengths) {
    long left = Limits.MOST_YAML;
    for (Map.Entry<String, Long> file : lengths.entrySet()) {
      left -= file.getValue() > ProjectTree.LARGEST_TEXT ? 0 : file.getValue();
      if (left < 0) {
        String most = "a project has no more than " + Limits.MOST_YAML + " bytes of YAML";
        return Optional.of(unread(file.getKey(), Rule.PROJECT_LIMIT, most));
      }
    }
    return Optional.empty();
  }

  private FilesRead once(ProjectTree tree, String path, long length) {
    return tree.revision().isPresent()
        ? kept.get(new Place(path, tree.blobId(path)), _ -> read(tree, path, length))
        : read(tree, path, length);
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
