package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Span;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The text of one file, without a byte order mark, and places in it. Columns count code points.
record SourceText(String file, String text) {
  /// Absent when the bytes are not UTF-8.
  static Optional<SourceText> decode(String file, byte[] bytes) {
    if (isAscii(bytes)) {
      return Optional.of(new SourceText(file, new String(bytes, StandardCharsets.US_ASCII)));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(
          new SourceText(file, text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// As nearly all are: their text is their bytes, which a decoder would copy twice.
  private static boolean isAscii(byte[] bytes) {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  /// The offset of a place, both counted from 0; the end of the text when it is beyond.
  int offset(int line, int column) {
    int start = lineStart(line);
    int left = Math.min(column, text.codePointCount(start, text.length()));
    return text.offsetByCodePoints(start, left);
  }

  /// The offset at which a line, counted from 0, starts.
  int lineStart(int line) {
    int start = 0;
    for (int i = 0; i < line; i++) {
      int end = lineEnd(start);
      if (end == text.length()) {
        return end;
      }
      start = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    return start;
  }

  /// From offset to offset, as people count.
  Span span(int start, int end) {
    int line = lineOf(start);
    int endLine = lineOf(end);
    return new Span(file, line + 1, column(line, start), endLine + 1, column(endLine, end));
  }

  private int column(int line, int offset) {
    return text.codePointCount(lineStart(line), offset) + 1;
  }

  private int lineOf(int offset) {
    int line = 0;
    int end = lineEnd(0);
    while (end < offset) {
      line++;
      end = lineEnd(end + (text.startsWith("\r\n", end) ? 2 : 1));
    }
    return line;
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && !isBreak(text.charAt(end))) {
      end++;
    }
    return end;
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }
}
