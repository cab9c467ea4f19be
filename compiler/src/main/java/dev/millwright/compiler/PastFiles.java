package dev.millwright.compiler;

import dev.millwright.compiler.declaration.Unread;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads the files that hold resources. A file of a commit is read once for each path and blob; of
/// files on disk the ids are not known without reading them, so they are read each time.
final class PastFiles {
  private final Kept<Place, FilesRead> kept;

  PastFiles(Memory memory) {
    this.kept = memory.kept();
  }

  private record Place(String path, String blobId) {}

  FilesRead read(ProjectTree tree) {
    List<FilesRead> files =
        tree.paths().stream()
            .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
            .toList()
            .parallelStream()
            .map(path -> once(tree, path))
            .toList();
    SortedSet<Address> unread = new TreeSet<>();
    files.forEach(file -> unread.addAll(file.unread()));
    return new FilesRead(Reading.of(files.stream().map(FilesRead::reading).toList()), unread);
  }

  private FilesRead once(ProjectTree tree, String path) {
    return tree.revision().isPresent()
        ? kept.get(new Place(path, tree.blobId(path)), _ -> read(tree, path))
        : read(tree, path);
  }

  private static FilesRead read(ProjectTree tree, String path) {
    if (tree.size(path) > ProjectTree.LARGEST_TEXT) {
      return new FilesRead(new Reading(List.of(), List.of(tooLarge(path)), none()), none());
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
    return Diagnostic.error(Rule.YAML_SYNTAX, Span.startOf(path), "the file is too large to read")
        .hint("split it, or name it in .millwrightignore");
  }

  private static SortedSet<Address> none() {
    return new TreeSet<>();
  }
}
