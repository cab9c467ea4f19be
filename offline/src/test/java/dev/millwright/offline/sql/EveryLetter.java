package dev.millwright.offline.sql;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.util.List;
import java.util.stream.IntStream;

/// One row of one letter for each code point that the JVM or an older or newer Unicode may call a
/// letter, by way of one text for each block of 256.
final class EveryLetter {
  private static final int BLOCK = 256;

  private EveryLetter() {}

  static EdgeTable table() {
    List<Object[]> rows =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT / BLOCK)
            .mapToObj(block -> new Object[] {text(block * BLOCK)})
            .toList();
    return new EdgeTable(List.of(new NamedType("text", DataType.of(BaseType.STRING))), rows);
  }

  private static String text(int first) {
    return IntStream.range(first, first + BLOCK)
        .filter(point -> point > 0 && (point < 0xd800 || point > 0xdfff))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
