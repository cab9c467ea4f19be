package dev.millwright.reconciler;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.spec.Name;
import java.nio.file.Path;

/// What a reconciler looks after.
///
/// @param gitDirectory the repository that is followed, its common git directory
/// @param projectPath the project's folder in the repository, `/`-separated, empty at the root
/// @param items where the files of pinned items of hubs are
/// @param turns waited for before a commit is compiled
public record Settings(
    Path gitDirectory, String projectPath, Name environment, PinnedItems items, Turns turns) {
  /// For a project that has the processor for itself.
  public Settings(Path gitDirectory, String projectPath, Name environment, PinnedItems items) {
    this(gitDirectory, projectPath, environment, items, Turns.free());
  }

  /// For a project without a hub.
  public Settings(Path gitDirectory, String projectPath, Name environment) {
    this(gitDirectory, projectPath, environment, PinnedItems.none());
  }
}
