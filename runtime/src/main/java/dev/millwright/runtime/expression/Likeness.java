package dev.millwright.runtime.expression;

/// Matches LIKE's patterns. Only the last `%` is ever tried anew, so that no pattern takes longer
/// than the product of both lengths.
final class Likeness {
  private final String text;
  private final String pattern;
  private int inText;
  private int inPattern;
  private int afterAny = -1;
  private int triedFrom;

  private Likeness(String text, String pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  static boolean of(String text, String pattern) {
    return new Likeness(text, pattern).matches();
  }

  private boolean matches() {
    while (inText < text.length()) {
      if (isAny()) {
        inPattern++;
        afterAny = inPattern;
        triedFrom = inText;
      } else if (isSame()) {
        inText += Character.charCount(text.codePointAt(inText));
        inPattern += Character.charCount(pattern.codePointAt(inPattern));
      } else if (afterAny >= 0) {
        triedFrom += Character.charCount(text.codePointAt(triedFrom));
        inText = triedFrom;
        inPattern = afterAny;
      } else {
        return false;
      }
    }
    return pattern.chars().skip(inPattern).allMatch(rest -> rest == '%');
  }

  private boolean isAny() {
    return inPattern < pattern.length() && pattern.charAt(inPattern) == '%';
  }

  private boolean isSame() {
    return inPattern < pattern.length()
        && (pattern.charAt(inPattern) == '_'
            || pattern.codePointAt(inPattern) == text.codePointAt(inText));
  }
}
