package dev.millwright.spec.schema;

import java.util.Locale;

/// How far a change of a field goes, the least first.
enum Effect {
  DOCUMENTATION,
  OPERATIONAL,
  BEHAVIOUR,
  CONTRACT;

  /// @throws IllegalArgumentException when there is no such word
  static Effect of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
