package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Span;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/// A text as it was read, and the place in the file of each of its characters.
///
/// Characters that are not white space stand in the file in the same order, as themselves or as an
/// escape; what lies between is white space, folded or kept. So both are walked side by side.
final class ScalarText {
  private final SourceText source;
  private final String value;
  private final int[] starts;
  private final int[] ends;

  private ScalarText(SourceText source, String value) {
    this.source = source;
    this.value = value;
    this.starts = new int[value.length()];
    this.ends = new int[value.length()];
  }

  /// Absent when the file's text does not lead to the value.
  static Optional<ScalarText> of(SourceText source, Places.Scalar scalar) {
    ScalarText text = new ScalarText(source, scalar.node().asString());
    ScalarStyle style = scalar.style();
    int from = behindProperties(source.text(), source.offset(scalar.line(), scalar.column()));
    int to = source.offset(scalar.endLine(), scalar.endColumn());
    int content =
        switch (style) {
          case PLAIN -> from;
          case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE -> from + 1;
          case LITERAL, FOLDED -> source.lineStart(scalar.line() + 1);
        };
    return text.align(style, content, to) ? Optional.of(text) : Optional.empty();
  }

  /// From place to place in the value, as in [LocatedResource#spanWithin].
  Span span(int line, int column, int endLine, int endColumn) {
    int start = index(line, column);
    int end = Math.max(index(endLine, endColumn), start + 1);
    if (value.isEmpty()) {
      return source.span(0, 0);
    }
    int last = Math.min(end, value.length()) - 1;
    return source.span(starts[Math.min(start, last)], ends[last]);
  }

  private int index(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = value.indexOf('\n', start);
      if (end < 0) {
        return value.length();
      }
      start = end + 1;
    }
    return Math.clamp(start + column - 1L, 0, value.length());
  }

  /// A tag or an anchor may stand in front of a value, and belongs to its place.
  private static int behindProperties(String text, int start) {
    int at = start;
    while (at < text.length() && (text.charAt(at) == '!' || text.charAt(at) == '&')) {
      while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private boolean align(ScalarStyle style, int content, int to) {
    int at = content;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      Unit unit = Unit.at(source.text(), at, to, style);
      if (Character.isWhitespace(c)) {
        starts[i] = at;
        ends[i] = unit.isBlank() ? unit.end() : at;
        boolean more = i + 1 < value.length() && Character.isWhitespace(value.charAt(i + 1));
        at = more ? ends[i] : skipBlank(style, ends[i], to);
        continue;
      }
      if (unit.isBlank()) {
        at = skipBlank(style, at, to);
        unit = Unit.at(source.text(), at, to, style);
      }
      if (unit.produced() != Character.codePointAt(value, i)) {
        return false;
      }
      int units = Character.charCount(unit.produced());
      for (int k = 0; k < units; k++) {
        starts[i + k] = at;
        ends[i + k] = unit.end();
      }
      i += units - 1;
      at = unit.end();
    }
    return true;
  }

  private int skipBlank(ScalarStyle style, int from, int to) {
    int at = from;
    while (at < to && Unit.at(source.text(), at, to, style).isBlank()) {
      at = Unit.at(source.text(), at, to, style).end();
    }
    return at;
  }
}
