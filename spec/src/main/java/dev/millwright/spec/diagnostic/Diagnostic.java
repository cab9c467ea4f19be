package dev.millwright.spec.diagnostic;

import java.util.Comparator;
import java.util.Optional;

/// One finding. The rule owns the id and the fixed summary; names and values stand in the message;
/// the hint is something to type.
///
/// @param related a second place that explains the first, such as the other declaration of a name
public record Diagnostic(
    Rule rule,
    Severity severity,
    Span span,
    String message,
    Optional<String> hint,
    Optional<Related> related)
    implements Comparable<Diagnostic> {
  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::span)
          .thenComparing(Diagnostic::rule)
          .thenComparing(Diagnostic::message);

  /// Names and values come from the commit and are cut to what a person reads.
  public Diagnostic {
    message = Visible.clipped(message);
    hint = hint.map(Visible::clipped);
  }

  /// @param note what the second place is, such as `declared here`
  public record Related(Span span, String note) {}

  public static Diagnostic error(Rule rule, Span span, String message) {
    return new Diagnostic(rule, Severity.ERROR, span, message, Optional.empty(), Optional.empty());
  }

  public static Diagnostic warning(Rule rule, Span span, String message) {
    return new Diagnostic(
        rule, Severity.WARNING, span, message, Optional.empty(), Optional.empty());
  }

  public Diagnostic hint(String text) {
    return new Diagnostic(rule, severity, span, message, Optional.of(text), related);
  }

  public Diagnostic related(Span place, String note) {
    return new Diagnostic(
        rule, severity, span, message, hint, Optional.of(new Related(place, note)));
  }

  /// By place first, so that a person works through a file from top to bottom.
  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }
}
