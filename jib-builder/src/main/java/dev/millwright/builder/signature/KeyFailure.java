package dev.millwright.builder.signature;

/// A file holds no key that signs or verifies images. What is in the file is not told.
public final class KeyFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;

  KeyFailure(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /// What to do about it; empty when there is nothing to say.
  public String hint() {
    return hint;
  }
}
