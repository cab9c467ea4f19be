package dev.millwright.cli.python;

import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.Need;
import java.util.List;

/// A tool that resolves requirements.
interface Resolver {
  /// All that the requirements lead to on one platform.
  ///
  /// @param pins as `name==version`: what is needed of these, is needed in exactly this version
  /// @throws DistributionFailure when they cannot be had
  List<LockedDistribution> closure(Need.Requirements need, String platform, List<String> pins);
}
