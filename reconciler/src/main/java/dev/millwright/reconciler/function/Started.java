package dev.millwright.reconciler.function;

/// What became of the wish to start something by hand.
public sealed interface Started {
  /// It runs, or waits for its turn.
  ///
  /// @param run its id in the record
  record Taken(String run) implements Started {}

  /// Not possible as things are, or not as it was asked.
  ///
  /// @param why a sentence; @param hint something to type, or empty
  record Refused(String why, String hint) implements Started {}

  /// It names something that is not there.
  record Unknown(String what) implements Started {}
}
