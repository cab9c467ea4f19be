package dev.millwright.cli.python;

import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;

/// Where distributions of Python come from, as a lock sees it.
public interface Distributions {
  /// All that the requirements lead to on their platforms, each of one exact version with the hash
  /// of its wheel.
  ///
  /// @throws DistributionFailure when they cannot be had
  LockEntry.Wheels wheels(Need.Requirements need);
}
