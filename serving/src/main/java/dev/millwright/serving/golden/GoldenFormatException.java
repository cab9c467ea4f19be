package dev.millwright.serving.golden;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/// A file of golden requests that cannot be read. The message begins with the place.
public final class GoldenFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  GoldenFormatException(String file, Node at, String message) {
    this(file, at.getStartMark(), message);
  }

  GoldenFormatException(String file, Mark at, String message) {
    super("%s:%d:%d: %s".formatted(file, at.getLine() + 1, at.getColumn() + 1, message));
  }
}
