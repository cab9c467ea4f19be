package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.PlatformFailure;

/// Passed before every write to a cluster.
@FunctionalInterface
public interface Fence {
  /// @throws PlatformFailure when it is another process's turn to write
  void pass() throws PlatformFailure;
}
