package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Span;
import org.yaml.snakeyaml.error.Mark;

/// SnakeYAML's marks count from 0; spans count from 1.
final class Marks {
  private Marks() {}

  static Span span(String file, Mark start, Mark end) {
    return new Span(
        file, start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
  }

  /// One character.
  static Span point(String file, Mark mark) {
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    return new Span(file, line, column, line, column + 1);
  }
}
