package dev.millwright.reconciler.function;

/// A wish that cannot be fulfilled as it was asked. The message is a sentence for people.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final String hint;

  /// @param hint something to type, or empty
  Refusal(String why, String hint) {
    super(why);
    this.hint = hint;
  }

  Started.Refused answer() {
    return new Started.Refused(String.valueOf(getMessage()), hint);
  }
}
