package dev.millwright.compiler.hub;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.lock.LockEntry;
import java.util.Optional;

/// Where the files of pinned items are.
public interface PinnedItems {
  /// The files of the item's folder at the pinned commit, paths relative to the folder; absent when
  /// they cannot be had. Whether they are what was pinned is not its concern.
  Optional<ProjectTree> find(LockEntry.Item pin);

  /// For a place without hubs.
  static PinnedItems none() {
    return _ -> Optional.empty();
  }
}
