package dev.millwright.reconciler.platform.kubernetes.source;

/// Why a Source is not served now. It is tried again later.
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /// @param reason a word in camel case, as conditions have it
  /// @param sentence for people, also those who cannot read this process's log
  public Refused(String reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  /// @param cause for this process's log
  public Refused(String reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
