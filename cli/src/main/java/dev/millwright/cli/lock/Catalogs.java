package dev.millwright.cli.lock;

import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;

/// Where items of hubs come from, as a lock sees it.
public interface Catalogs {
  /// The item as its catalog has it now.
  ///
  /// @throws dev.millwright.reconciler.hub.CatalogFailure when it cannot be had
  LockEntry.Item pin(Need.Item need);
}
