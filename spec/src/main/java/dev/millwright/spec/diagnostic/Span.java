package dev.millwright.spec.diagnostic;

import java.util.Comparator;

/// A place in a file of the project. Lines and columns count from 1; the end is exclusive. Paths
/// use `/` and are relative to the project's folder.
public record Span(String file, int line, int column, int endLine, int endColumn)
    implements Comparable<Span> {
  private static final Comparator<Span> ORDER =
      Comparator.comparing(Span::file)
          .thenComparingInt(Span::line)
          .thenComparingInt(Span::column)
          .thenComparingInt(Span::endLine)
          .thenComparingInt(Span::endColumn);

  /// The first character of a file: for findings about the file as a whole.
  public static Span startOf(String file) {
    return new Span(file, 1, 1, 1, 1);
  }

  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
