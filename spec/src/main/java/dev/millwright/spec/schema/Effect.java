package dev.millwright.spec.schema;

import java.util.Locale;

/// How far a change of a field goes, the least first.
public enum Effect {
  DOCUMENTATION,
  OPERATIONAL,
  BEHAVIOUR,
  CONTRACT;

  /// @throws IllegalArgumentException when there is no such word
  static Effect of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// As the schemas write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
