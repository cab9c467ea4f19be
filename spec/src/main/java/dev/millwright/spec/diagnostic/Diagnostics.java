package dev.millwright.spec.diagnostic;

import dev.millwright.spec.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Findings for people and for programs, in order of place.
public final class Diagnostics {
  private Diagnostics() {}

  /// For people: each finding with its line of the file, a caret below the place, and the hint.
  ///
  /// @param files the text of a file of the project by its path; absent: no excerpt
  /// @param coloured whether ANSI colours are added; nothing is said by colour alone
  public static String text(
      Collection<Diagnostic> findings, Function<String, Optional<String>> files, boolean coloured) {
    Colour colour = coloured ? Colour.ANSI : Colour.PLAIN;
    Excerpts excerpts = new Excerpts(files, colour);
    return ordered(findings).stream()
        .map(finding -> one(finding, excerpts, colour))
        .collect(Collectors.joining("\n"));
  }

  /// For programs: a JSON array, an object a finding.
  ///
  /// ```json
  /// [{"rule": "MW1101", "summary": "no such field", "severity": "error",
  ///   "file": "features/x.yaml", "line": 7, "column": 3, "endLine": 7, "endColumn": 12,
  ///   "message": "...", "hint": "...",
  ///   "related": {"file": "...", "line": 1, "column": 1, "endLine": 1, "endColumn": 2, "note": "..."}}]
  /// ```
  ///
  /// `hint` and `related` are left out when there is none.
  public static String json(Collection<Diagnostic> findings) {
    return Visible.json(Json.pretty(ordered(findings).stream().map(DiagnosticJson::of).toList()));
  }

  /// One line, such as `2 errors and 1 warning in 2 files`.
  public static String summary(Collection<Diagnostic> findings) {
    long errors = count(findings, Severity.ERROR);
    long warnings = count(findings, Severity.WARNING);
    if (errors + warnings == 0) {
      return "no errors, no warnings";
    }
    long files =
        ordered(findings).stream().map(finding -> finding.span().file()).distinct().count();
    String found =
        errors > 0 && warnings > 0
            ? many(errors, "error") + " and " + many(warnings, "warning")
            : errors > 0 ? many(errors, "error") : many(warnings, "warning");
    return found + " in " + many(files, "file");
  }

  private static String one(Diagnostic finding, Excerpts excerpts, Colour colour) {
    StringBuilder text = new StringBuilder();
    text.append(
        colour.severity(finding.severity(), severity(finding) + "[" + finding.rule().id() + "]"));
    text.append(' ').append(place(finding.span())).append(": ");
    text.append(colour.strong(indented(finding.message()))).append('\n');
    text.append(excerpts.of(finding.span(), finding.severity()));
    finding
        .related()
        .ifPresent(
            related -> {
              text.append("  ").append(place(related.span())).append(": ");
              text.append(indented(related.note())).append('\n');
              text.append(excerpts.of(related.span(), Severity.INFO));
            });
    finding
        .hint()
        .ifPresent(
            hint ->
                text.append(colour.hint("hint:")).append(' ').append(indented(hint)).append('\n'));
    return text.toString();
  }

  private static String place(Span span) {
    return Visible.line(span.toString());
  }

  /// A line of a message is never taken for another finding.
  private static String indented(String message) {
    return Visible.of(message).replace("\n", "\n    ");
  }

  private static List<Diagnostic> ordered(Collection<Diagnostic> findings) {
    return findings.stream().sorted().distinct().toList();
  }

  private static long count(Collection<Diagnostic> findings, Severity severity) {
    return ordered(findings).stream().filter(finding -> finding.severity() == severity).count();
  }

  private static String severity(Diagnostic finding) {
    return DiagnosticJson.word(finding.severity());
  }

  private static String many(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
