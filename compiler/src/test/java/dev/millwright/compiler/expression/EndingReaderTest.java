package dev.millwright.compiler.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;

final class EndingReaderTest {
  @Test
  void readsTheTextAndThenThrowsWithoutPlaces() throws IOException {
    char[] buffer = new char[8];
    try (EndingReader reader = new EndingReader("a + 1")) {
      assertThat(reader.read(buffer, 0, buffer.length)).isEqualTo(5);
      assertThat(buffer).startsWith("a + 1".toCharArray());
      assertThatThrownBy(() -> reader.read(buffer, 0, buffer.length))
          .isInstanceOf(IOException.class)
          .satisfies(end -> assertThat(end.getStackTrace()).isEmpty());
    }
  }

  /// A parser is used again, and has then seen the end of another text.
  @Test
  void endsTextsOfAnyLengthForTheSameParser() throws SqlParseException {
    Parsers parsers = new Parsers();
    for (int terms = 1; terms < 2_000; terms *= 3) {
      String text = "a" + " + a".repeat(terms - 1);
      assertThat(parsers.expression(text).toString().split("a", -1)).hasSize(terms + 1);
    }
  }
}
