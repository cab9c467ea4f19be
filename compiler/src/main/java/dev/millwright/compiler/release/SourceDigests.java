package dev.millwright.compiler.release;

import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The digests of the files that sets read and that models are. Many sets may read the same, which
/// may be large: each blob of a commit is read once for all commits, each file on disk once for a
/// release.
final class SourceDigests {
  private final ProjectTree tree;
  private final Kept<String, Digest> byBlob;
  private final Map<SourceFiles, SortedMap<String, Digest>> known = new HashMap<>();

  SourceDigests(ProjectTree tree, Kept<String, Digest> byBlob) {
    this.tree = tree;
    this.byBlob = byBlob;
  }

  /// By path; none outside of the project.
  SortedMap<String, Digest> of(SourceFiles source) {
    return known.computeIfAbsent(source, this::read);
  }

  private SortedMap<String, Digest> read(SourceFiles source) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    if (!source.isOutside()) {
      source.in(tree.paths()).forEach(path -> digests.put(path, digest(path)));
    }
    return digests;
  }

  private Digest digest(String path) {
    return tree.revision().isPresent()
        ? byBlob.get(tree.blobId(path), _ -> tree.digest(path))
        : tree.digest(path);
  }
}
