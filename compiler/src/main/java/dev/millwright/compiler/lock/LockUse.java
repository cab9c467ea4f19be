package dev.millwright.compiler.lock;

/// How strictly a commit is held to its lock.
public enum LockUse {
  /// A project without a lock is fine; what a lock lacks is a warning.
  KNOWN,
  /// Everything is pinned, or the commit is refused.
  REQUIRED
}
