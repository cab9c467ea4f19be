package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Rule;
import java.util.Comparator;
import java.util.Optional;

/// One mistake in an expression. Lines and columns count from 1 within the expression's text; the
/// end is exclusive.
///
/// @param hint something to type instead
public record Problem(
    Rule rule,
    int line,
    int column,
    int endLine,
    int endColumn,
    String message,
    Optional<String> hint)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::rule)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }
}
