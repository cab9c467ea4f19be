package dev.millwright.spec.yaml;

import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.scanner.ScannerImpl;

/// One character of a scalar in the file: itself, a doubled quote, or an escape.
///
/// @param produced the code point it stands for; a line continuation stands for a space
/// @param end the offset behind it
record Unit(int produced, int end) {
  private static final Map<Character, Integer> LENGTHS = ScannerImpl.ESCAPE_CODES;
  private static final Map<Character, String> SHORT = ScannerImpl.ESCAPE_REPLACEMENTS;
  private static final Unit NOTHING = new Unit(0, 0);

  /// What stands at an offset; behind the scalar's end, nothing that any character equals.
  static Unit at(String text, int offset, int to, ScalarStyle style) {
    if (offset >= Math.min(to, text.length())) {
      return new Unit(NOTHING.produced(), offset);
    }
    int c = text.codePointAt(offset);
    int end = offset + Character.charCount(c);
    return switch (style) {
      case SINGLE_QUOTED -> new Unit(c, c == '\'' ? end + 1 : end);
      case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> c == '\\' ? escape(text, offset) : new Unit(c, end);
      case PLAIN, LITERAL, FOLDED -> new Unit(c, end);
    };
  }

  boolean isBlank() {
    return Character.isWhitespace(produced) || produced == '\u0085';
  }

  private static Unit escape(String text, int offset) {
    char code = offset + 1 < text.length() ? text.charAt(offset + 1) : '\\';
    Integer digits = LENGTHS.get(code);
    if (digits != null) {
      int end = Math.min(text.length(), offset + 2 + digits);
      return new Unit(Integer.parseInt(text.substring(offset + 2, end), 16), end);
    }
    String replacement = SHORT.get(code);
    return new Unit(replacement == null ? ' ' : replacement.codePointAt(0), offset + 2);
  }
}
