package dev.millwright.serving.request;

/// Guards against text that no encoder can write back.
final class Text {
  private static final int SHOWN = 64;

  private Text() {}

  /// Whether every surrogate has its partner, so that the text has UTF-8 bytes.
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (!Character.isSurrogate(at)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(at)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired) {
        return false;
      }
      i++;
    }
    return true;
  }

  /// The text as it may stand in an answer: short, and without what does not print.
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(point -> shown.appendCodePoint(isPrintable(point) ? point : '\uFFFD'));
    return text.codePointCount(0, text.length()) > SHOWN
        ? shown.append('…').toString()
        : shown.toString();
  }

  private static boolean isPrintable(int point) {
    return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
  }
}
