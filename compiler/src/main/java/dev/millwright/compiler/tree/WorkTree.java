package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A folder as it is on disk, edits included: for validation before a commit.
public final class WorkTree {
  private WorkTree() {}

  /// The files of a project's folder, without those that git ignores. Ids are the ones that git
  /// would give if they were committed now; [ProjectTree#revision] is absent.
  public static ProjectTree at(Path project) {
    try {
      return WalkedTree.of(DiskStorage.at(project.toRealPath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
