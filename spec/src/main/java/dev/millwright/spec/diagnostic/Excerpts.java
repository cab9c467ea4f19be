package dev.millwright.spec.diagnostic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The line that a finding is about, with carets below the place. Long lines are cut around it, and
/// control characters cannot reach a terminal.
final class Excerpts {
  // The line breaks that YAML counts.
  private static final Pattern BREAK = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");
  private static final int WIDEST = 110;
  private static final int BEFORE = 30;
  // A line of a machine; nobody finds a place in it by looking.
  private static final int LONGEST = 20_000;

  private final Function<String, Optional<String>> files;
  private final Colour colour;
  private final Map<String, List<String>> lines = new HashMap<>();

  Excerpts(Function<String, Optional<String>> files, Colour colour) {
    this.files = files;
    this.colour = colour;
  }

  /// Two lines, each ended; empty when the place is not in the file.
  String of(Span span, Severity severity) {
    List<String> all = lines.computeIfAbsent(span.file(), this::read);
    if (span.line() > all.size() || all.get(span.line() - 1).length() > LONGEST) {
      return "";
    }
    int[] line = visible(all.get(span.line() - 1));
    int start = Math.clamp(span.column() - 1L, 0, line.length);
    int end = span.endLine() > span.line() ? line.length : span.endColumn() - 1;
    end = Math.clamp(end, Math.min(start + 1, line.length), Math.max(line.length, 0));
    int from = line.length <= WIDEST ? 0 : Math.max(0, start - BEFORE);
    int to = Math.min(line.length, from + WIDEST);
    String number = Integer.toString(span.line());
    String gutter = " ".repeat(number.length());
    String carets = "^".repeat(Math.max(1, Math.min(end, to) - start));
    return "  "
        + colour.faint(number + " | ")
        + (from > 0 ? "…" : "")
        + new String(line, from, to - from)
        + (to < line.length ? "…" : "")
        + "\n  "
        + colour.faint(gutter + " | ")
        + (from > 0 ? " " : "")
        + " ".repeat(start - from)
        + colour.severity(severity, carets)
        + "\n";
  }

  private List<String> read(String file) {
    return files
        .apply(file)
        .map(text -> List.of(BREAK.split(text.startsWith("\uFEFF") ? text.substring(1) : text, -1)))
        .orElse(List.of());
  }

  /// One column a character: a tab is a space, what cannot be seen is a dot.
  private static int[] visible(String line) {
    return line.codePoints().map(c -> c == '\t' ? ' ' : Visible.isVisible(c) ? c : '·').toArray();
  }
}
