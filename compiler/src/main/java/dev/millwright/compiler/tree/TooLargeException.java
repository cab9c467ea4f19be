package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.Serial;

/// A folder has more in it than is read.
final class TooLargeException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  TooLargeException(String folder) {
    super(folder + " is too large");
  }
}
