package dev.millwright.compiler;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.resource.HubReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Items that stand below a folder, by catalog and name, whatever commit is asked for.
record FolderItems(Path root) implements PinnedItems {
  /// Those of the cases.
  static FolderItems ofCases() {
    return new FolderItems(Path.of("src/test/cases/hub"));
  }

  @Override
  public Optional<ProjectTree> find(LockEntry.Item pin) {
    HubReference reference = pin.need().reference();
    Path folder = root.resolve(reference.catalog().text()).resolve(reference.item().text());
    return Files.isDirectory(folder) ? Optional.of(WorkTree.at(folder)) : Optional.empty();
  }
}
