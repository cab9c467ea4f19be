package dev.millwright.runtime.feature;

/// What stands behind a value. Only a present one has a value; zero is not missing.
public enum Status {
  PRESENT,
  /// The row is there and holds no value.
  NULL,
  /// No row of the key was known.
  NOT_FOUND,
  /// The newest row that was known is older than the set's `maxAge`.
  EXPIRED
}
