package dev.millwright.builder.registry;

/// A registry refused, could not be reached, or holds something else than it should.
public final class RegistryFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;

  public RegistryFailure(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  public RegistryFailure(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /// What to do about it; empty when there is nothing to say.
  public String hint() {
    return hint;
  }
}
