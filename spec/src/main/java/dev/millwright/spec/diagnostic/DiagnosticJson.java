package dev.millwright.spec.diagnostic;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;
import java.util.Optional;

/// One finding as programs read it.
@JsonPropertyOrder({
  "rule",
  "summary",
  "severity",
  "file",
  "line",
  "column",
  "endLine",
  "endColumn",
  "message",
  "hint",
  "related"
})
record DiagnosticJson(
    String rule,
    String summary,
    String severity,
    String file,
    int line,
    int column,
    int endLine,
    int endColumn,
    String message,
    Optional<String> hint,
    Optional<Place> related) {
  @JsonPropertyOrder({"file", "line", "column", "endLine", "endColumn", "note"})
  record Place(String file, int line, int column, int endLine, int endColumn, String note) {}

  static DiagnosticJson of(Diagnostic finding) {
    Span span = finding.span();
    return new DiagnosticJson(
        finding.rule().id(),
        finding.rule().summary(),
        word(finding.severity()),
        span.file(),
        span.line(),
        span.column(),
        span.endLine(),
        span.endColumn(),
        finding.message(),
        finding.hint(),
        finding.related().map(DiagnosticJson::place));
  }

  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static Place place(Diagnostic.Related related) {
    Span span = related.span();
    return new Place(
        span.file(), span.line(), span.column(), span.endLine(), span.endColumn(), related.note());
  }
}
