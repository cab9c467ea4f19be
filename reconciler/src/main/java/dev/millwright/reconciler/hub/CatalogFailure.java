package dev.millwright.reconciler.hub;

/// A catalog cannot be reached, or has not what is asked of it.
public final class CatalogFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  CatalogFailure(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  CatalogFailure(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /// What to do about it.
  public String hint() {
    return hint;
  }
}
