package dev.millwright.spec.expression;

import java.util.Optional;

/// The parts of a type's text, one after the other: words, and the signs `<`, `>`, `,`, `?`.
final class TypeText {
  private static final String SIGNS = "<>,?";
  private static final int SHOWN = 40;

  private final String text;
  private int at;

  TypeText(String text) {
    this.text = text;
  }

  /// @param start counted from 0
  record Token(String text, int start) {
    boolean is(String sign) {
      return text.equals(sign);
    }

    /// On one line, shortened when it is long.
    String shown() {
      String line = text.replaceAll("\\s+", " ");
      return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
  }

  /// Ends the reading at the first mistake.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient TypeReading.Wrong reading;

    private Unreadable(TypeReading.Wrong reading) {
      super(reading.message(), null, false, false);
      this.reading = reading;
    }

    TypeReading.Wrong reading() {
      return reading;
    }
  }

  Unreadable wrong(Token token, String message, String hint) {
    int end = Math.max(token.start() + token.text().length(), token.start() + 1);
    return new Unreadable(new TypeReading.Wrong(token.start(), end, message, hint));
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /// Whether it cannot mean anything but a single value.
  boolean isPlain() {
    return text.indexOf('<') < 0;
  }

  Token whole() {
    return new Token(text, 0);
  }

  /// A word, which may be empty; spaces behind it are passed over when something follows them.
  Token word() {
    int start = at;
    while (at < text.length() && !isSign(text.charAt(at)) && text.charAt(at) != ' ') {
      at++;
    }
    Token word = new Token(text.substring(start, at), start);
    skip();
    return word;
  }

  /// The sign that comes next, if it is this one.
  Optional<Token> take(String sign) {
    if (!text.startsWith(sign, at)) {
      return Optional.empty();
    }
    Token token = new Token(sign, at);
    at++;
    skip();
    return Optional.of(token);
  }

  /// What comes next, left where it is.
  Token ahead() {
    int here = at;
    Token next =
        !isAtEnd() && isSign(text.charAt(at)) ? new Token(text.substring(at, at + 1), at) : word();
    at = here;
    return next;
  }

  /// All that is left, of a word that does not begin with a sign; else the sign.
  Token rest() {
    return isSign(text.charAt(at)) ? ahead() : new Token(text.substring(at), at);
  }

  private void skip() {
    int here = at;
    while (here < text.length() && text.charAt(here) == ' ') {
      here++;
    }
    // Spaces at the end belong to no part, and are a mistake.
    at = here == text.length() ? at : here;
  }

  private static boolean isSign(char c) {
    return SIGNS.indexOf(c) >= 0;
  }
}
