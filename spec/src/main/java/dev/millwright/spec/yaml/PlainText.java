package dev.millwright.spec.yaml;

import org.yaml.snakeyaml.error.Mark;

/// Reads a text in which each character is one column, from its start to its end.
final class PlainText {
  /// What [#peek] answers behind the last character; no text holds it.
  static final char END = '\0';

  // Far below what SnakeYAML bounds: the length of a key, and the number of events of a file.
  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST = 100_000;
  private static final int[] NO_EXCERPT = {};

  private final String text;
  private final char[] chars;
  private int at;
  private int line;
  private int lineStart;

  PlainText(String text) {
    this.text = text;
    this.chars = new char[text.length() + 2];
    text.getChars(0, text.length(), chars, 0);
    if (text.length() > LONGEST || !isPlain()) {
      throw new NotPlain();
    }
  }

  private boolean isPlain() {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = chars[i];
      if (c == '\n') {
        start = i + 1;
      } else if (i - start > LONGEST_LINE || !(isAscii(c) || isLetterLike(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(char c) {
    return c >= ' ' && c <= '~';
  }

  /// Beyond ASCII: neither a break of lines, nor half of a character, nor one that YAML refuses.
  private static boolean isLetterLike(char c) {
    return c > '\u00A0' && c < Character.MIN_SURROGATE && c != '\u2028' && c != '\u2029';
  }

  char peek() {
    return chars[at];
  }

  /// The character behind the next one.
  char peekBehind() {
    return chars[at + 1];
  }

  int column() {
    return at - lineStart;
  }

  int offset() {
    return at;
  }

  void skip() {
    at++;
  }

  void skipSpaces() {
    while (chars[at] == ' ') {
      at++;
    }
  }

  /// Goes behind a scalar without quotes: up to what ends it, less the spaces in front of that.
  void toPlainEnd(boolean isInBrackets) {
    int end = at;
    while (!endsPlain(isInBrackets)) {
      end = chars[at] == ' ' ? end : at + 1;
      at++;
    }
    at = end;
  }

  private boolean endsPlain(boolean isInBrackets) {
    char c = chars[at];
    return switch (c) {
      case END, '\n' -> true;
      case '#' -> isComment();
      case ':' -> isBlankOrEnd(chars[at + 1]) || (isInBrackets && isBracket(chars[at + 1]));
      case '?' -> isInBrackets;
      default -> isInBrackets && isBracket(c);
    };
  }

  private static boolean isBracket(char c) {
    return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
  }

  String from(int start) {
    return text.substring(start, at);
  }

  Mark mark() {
    return new Mark("", at, line, at - lineStart, NO_EXCERPT, 0);
  }

  boolean isAtEnd() {
    return chars[at] == END;
  }

  /// Whether more than a comment stands in the rest of the line. If so, goes to it.
  boolean saysMore() {
    int start = at;
    skipSpaces();
    boolean says = !isBlankOrEnd(chars[at]) && !isComment();
    at = says ? at : start;
    return says;
  }

  private boolean isComment() {
    return chars[at] == '#' && (at == lineStart || chars[at - 1] == ' ');
  }

  /// Whether a character that says something stands alone, as only then it does.
  boolean isIndicator(char c) {
    return chars[at] == c && isBlankOrEnd(chars[at + 1]);
  }

  private static boolean isBlankOrEnd(char c) {
    return c == ' ' || c == '\n' || c == END;
  }

  /// Goes on to the first line that says something, or to the end. Nothing may stand in between.
  void nextLine() {
    int before = line;
    toContent();
    if (line == before && !isAtEnd()) {
      throw new NotPlain();
    }
  }

  /// Goes behind spaces, comments and blank lines.
  void toContent() {
    skipSpaces();
    while (chars[at] == '\n' || isComment()) {
      while (chars[at] != '\n' && chars[at] != END) {
        at++;
      }
      if (chars[at] == '\n') {
        at++;
        line++;
        lineStart = at;
      }
      skipSpaces();
    }
  }
}
