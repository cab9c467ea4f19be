package dev.millwright.reconciler.platform.kubernetes.faults;

import dev.millwright.tracking.Phase;

/// What the rollout to the second release comes to.
enum Course {
  GOOD(0, Phase.DONE),
  ANALYSIS_FAILS(5, Phase.RETURNED);

  /// Of each hundred requests to the second release.
  final long errors;

  final Phase end;

  Course(long errors, Phase end) {
    this.errors = errors;
    this.end = end;
  }
}
