package dev.millwright.runtime.expression;

/// Upper and lower case of single letters, as every engine knows them.
final class Letters {
  private static final int SHARP_S = 0xdf;
  private static final int CAPITAL_SHARP_S = 0x1e9e;

  private Letters() {}

  static int upper(int letter) {
    if (letter == SHARP_S) {
      return CAPITAL_SHARP_S;
    }
    return isYoung(letter) ? letter : Character.toUpperCase(letter);
  }

  static int lower(int letter) {
    return isYoung(letter) ? letter : Character.toLowerCase(letter);
  }

  /// Letters that Unicode 16 added, and those that it made pairs with: DuckDB's tables are older.
  private static boolean isYoung(int letter) {
    return letter == 0x19b
        || letter == 0x264
        || isBetween(letter, 0x1c89, 0x1c8a)
        || isBetween(letter, 0xa7cb, 0xa7cd)
        || isBetween(letter, 0xa7da, 0xa7dc)
        || isBetween(letter, 0x10d50, 0x10d65)
        || isBetween(letter, 0x10d70, 0x10d85);
  }

  private static boolean isBetween(int letter, int first, int last) {
    return letter >= first && letter <= last;
  }
}
