package dev.millwright.spec.plan;

import java.util.Locale;

/// What a change of a contract means to who relies on the earlier one; from least to worst.
public enum Compatibility {
  /// The contract is the same.
  NONE,
  /// Who relied on the earlier contract may go on as before.
  COMPATIBLE,
  /// Who relied on the earlier contract may find something missing, refused or of another type.
  BREAKING;

  /// The word for people.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
