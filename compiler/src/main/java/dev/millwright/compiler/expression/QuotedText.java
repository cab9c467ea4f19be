package dev.millwright.compiler.expression;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;

/// An expression whose names are quoted where they stand for values, so that a name may be an SQL
/// keyword or a path, and the way back to the places in the text as it was written.
final class QuotedText {
  private static final String NAME = "[A-Za-z_][A-Za-z_0-9]*";
  private static final Pattern TOKEN = token(NAME + "(?:\\." + NAME + ")*+");

  /// Where names in scope have dashes, every part of a path but its first and last may.
  private static final Pattern DASHED_TOKEN =
      token(NAME + "(?:\\.[A-Za-z_][-A-Za-z_0-9]*(?=\\.))*+(?:\\." + NAME + ")?");

  private static final Set<String> UNIT_TAKERS = Set.of("EXTRACT", "TIMESTAMPADD", "TIMESTAMPDIFF");

  private final String written;
  private final String text;
  private final TreeMap<Integer, Integer> shifts = new TreeMap<>();

  /// Where something stands in the text as written; the end is exclusive.
  record Place(int line, int column, int endLine, int endColumn, String text) {}

  private QuotedText(String written, Collection<String> names) {
    this.written = written;
    StringBuilder quoted = new StringBuilder();
    Set<String> known = new HashSet<>(names);
    boolean dashed = known.stream().anyMatch(name -> name.contains("-"));
    Matcher token = (dashed ? DASHED_TOKEN : TOKEN).matcher(written);
    String previous = "";
    String beforeThat = "";
    while (token.find()) {
      boolean name = known.contains(token.group()) && standsForValue(token, previous, beforeThat);
      boolean path =
          !name && token.group().contains(".") && Character.isLetter(token.group().charAt(0));
      append(quoted, token, name || path);
      if (!token.group().isBlank()) {
        beforeThat = previous;
        previous = token.group();
      }
    }
    this.text = quoted.toString();
  }

  private static Pattern token(String path) {
    return Pattern.compile(
        "'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|"
            + path
            + "|[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|\\s+|.",
        Pattern.DOTALL);
  }

  static QuotedText of(String written, Collection<String> names) {
    return new QuotedText(written, names);
  }

  String text() {
    return text;
  }

  Place end() {
    return between(written.length(), written.length());
  }

  /// The place of a node of the quoted text.
  Place place(SqlParserPos position) {
    int start = back(offset(position.getLineNum(), position.getColumnNum()));
    int end = back(offset(position.getEndLineNum(), position.getEndColumnNum()) + 1);
    return between(Math.min(start, written.length()), Math.clamp(end, start, written.length()));
  }

  private Place between(int start, int end) {
    return new Place(
        line(start), column(start), line(end), column(end), written.substring(start, end));
  }

  private void append(StringBuilder quoted, Matcher token, boolean quote) {
    if (quote) {
      quoted.append('"').append(token.group());
      shifts.put(quoted.length(), token.end());
      quoted.append('"');
    } else {
      quoted.append(token.group());
    }
    shifts.put(quoted.length(), token.end());
  }

  private boolean standsForValue(Matcher token, String previous, String beforeThat) {
    String rest = written.substring(token.end()).stripLeading();
    boolean function = rest.startsWith("(");
    boolean literal = rest.startsWith("'");
    boolean unit =
        previous.equals("(") && UNIT_TAKERS.contains(beforeThat.toUpperCase(Locale.ROOT));
    boolean to =
        previous.equalsIgnoreCase("TO")
            || (previous.startsWith("'") && beforeThat.equalsIgnoreCase("INTERVAL"));
    return !function && !literal && !unit && !to;
  }

  private int offset(int line, int column) {
    int start = 0;
    for (int passed = 1; passed < line; passed++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }

  /// The offset in the written text that an offset in the quoted one came from.
  private int back(int quoted) {
    var before = shifts.floorEntry(quoted);
    return before == null
        ? Math.min(quoted, written.length())
        : before.getValue() + (quoted - before.getKey());
  }

  private int line(int offset) {
    return 1 + (int) written.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private int column(int offset) {
    return offset - written.lastIndexOf('\n', offset - 1);
  }
}
