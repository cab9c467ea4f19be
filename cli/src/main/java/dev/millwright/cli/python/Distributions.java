package dev.millwright.cli.python;

import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.Need;
import java.util.List;

/// Where distributions of Python come from, as a lock sees it.
public interface Distributions {
  /// All that the requirements lead to on their platform, each of one exact version with the hashes
  /// of its files.
  ///
  /// @throws DistributionFailure when they cannot be had
  List<LockedDistribution> closure(Need.Requirements need);
}
