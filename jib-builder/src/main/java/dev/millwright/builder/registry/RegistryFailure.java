package dev.millwright.builder.registry;

/// A registry does not say what an image is, in a sentence for the person who named it.
public final class RegistryFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;

  /// @param hint what to do about it; may be empty
  public RegistryFailure(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /// What to do about it; may be empty.
  public String hint() {
    return hint;
  }
}
