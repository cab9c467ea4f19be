package dev.millwright.compiler.version;

/// Numbers that are raised by hand when Millwright itself comes to mean something else.
final class Epoch {
  /// Raised when the runtime computes another value from the same definition.
  static final int RUNTIME = 1;

  /// Raised when the same sources give another image.
  static final int BUILD = 1;

  /// The release of Millwright whose runtime the images carry.
  static final String MILLWRIGHT = "0.1.0";

  private Epoch() {}
}
