package dev.millwright.reconciler.platform.kubernetes.record;

/// The cluster did not take what it was given.
final class ClusterFailure extends Exception {
  private static final long serialVersionUID = 1L;

  ClusterFailure(String message) {
    super(message);
  }

  ClusterFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
