package dev.millwright.compiler.version;

/// Numbers that are raised by hand when Millwright itself comes to mean something else.
final class Epoch {
  /// Raised when the runtime computes another value from the same definition.
  static final int RUNTIME = 1;

  /// Raised when the same sources give another image.
  static final int BUILD = 1;

  /// Raised when the same sources on the same base give another image. Only images on a base have
  /// it in their keys.
  static final int BASE = 1;

  /// The release of Millwright whose runtime the images carry.
  static final String MILLWRIGHT = "0.1.0";

  private Epoch() {}
}
