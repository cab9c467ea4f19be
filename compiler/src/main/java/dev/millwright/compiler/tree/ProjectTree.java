package dev.millwright.compiler.tree;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// The plain files of a project. Paths use `/` and are relative to the project's folder; what
/// `.millwrightignore` names is left out. Safe for several threads.
///
/// Reading throws [java.io.UncheckedIOException] when the repository or the disk fails.
public interface ProjectTree {
  /// The largest file that is read into memory; larger ones are data and are streamed.
  int LARGEST_TEXT = 4 << 20;

  /// The id of the commit; absent for a folder whose edits may not be committed.
  Optional<String> revision();

  /// Whom the `Approved-by:` trailers of the commit's message name, in their order; nobody for a
  /// folder whose edits may not be committed.
  List<String> approvals();

  SortedSet<String> paths();

  /// The paths of the files in a folder, at any depth.
  ///
  /// @param folder `""` is the project's
  default List<String> below(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return paths().tailSet(prefix).stream().takeWhile(it -> it.startsWith(prefix)).toList();
  }

  /// What was refused: links, other repositories, paths that mean another file elsewhere.
  List<Diagnostic> findings();

  /// Whether the path, a folder above it or something below it was refused: that it is missing is
  /// then said already.
  default boolean refuses(String path) {
    return findings().stream()
        .filter(it -> it.rule() == Rule.UNSAFE_PATH)
        .map(it -> it.span().file())
        .anyMatch(it -> it.equals(path) || path.startsWith(it + "/") || it.startsWith(path + "/"));
  }

  /// In bytes.
  ///
  /// @throws IllegalArgumentException when there is no such file; so for all that take a path
  long size(String path);

  /// The content, for the caller to close.
  InputStream open(String path);

  /// The whole content of a file of at most [#LARGEST_TEXT] bytes.
  byte[] read(String path);

  /// The id that git gives the content.
  String blobId(String path);

  /// SHA-256 of the content.
  Digest digest(String path);

  /// The id that git gives a folder with exactly the files that stand here; absent when none does.
  Optional<String> treeId(String folder);
}
