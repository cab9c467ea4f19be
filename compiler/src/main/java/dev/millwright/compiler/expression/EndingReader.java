package dev.millwright.compiler.expression;

import java.io.IOException;
import org.apache.calcite.util.SourceStringReader;

/// A text whose end is an exception. The parser makes one of the end anyway, with the places of all
/// that was called, which cost as much as reading a short expression.
final class EndingReader extends SourceStringReader {
  EndingReader(String text) {
    super(text);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read < 0) {
      throw new End();
    }
    return read;
  }

  /// Knows no places: only the parser sees it.
  private static final class End extends IOException {
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Nothing is written.
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
