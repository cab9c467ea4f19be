package dev.millwright.builder.registry;

/// A registry refused, could not be reached, or holds something else than it should.
public final class RegistryFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final boolean isAway;

  private RegistryFailure(String message, String hint, boolean isAway, Throwable cause) {
    super(message, cause);
    this.hint = hint;
    this.isAway = isAway;
  }

  public RegistryFailure(String message, String hint, Throwable cause) {
    this(message, hint, false, cause);
  }

  public RegistryFailure(String message, String hint) {
    super(message);
    this.hint = hint;
    this.isAway = false;
  }

  /// Of a registry that nobody changes anything about: it does not answer, or says that it cannot.
  static RegistryFailure away(String message, Throwable cause) {
    return new RegistryFailure(message, "", true, cause);
  }

  /// Whether the same question may have an answer later.
  public boolean isAway() {
    return isAway;
  }

  /// What to do about it; empty when there is nothing to say.
  public String hint() {
    return hint;
  }
}
