package dev.millwright.cli.doctor;

/// One thing that was looked at.
///
/// @param cure what to do; empty when all is well
public record Finding(String subject, State state, String sentence, String cure) {
  public enum State {
    GOOD,
    WORTH_KNOWING,
    BROKEN
  }

  static Finding good(String subject, String sentence) {
    return new Finding(subject, State.GOOD, sentence, "");
  }

  static Finding worthKnowing(String subject, String sentence, String cure) {
    return new Finding(subject, State.WORTH_KNOWING, sentence, cure);
  }

  static Finding broken(String subject, String sentence, String cure) {
    return new Finding(subject, State.BROKEN, sentence, cure);
  }
}
