package dev.millwright.cli.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Reads a log file to its end and, when asked, goes on as it grows.
public final class LogTail {
  private static final long LOOK_AGAIN_NANOS = 200_000_000L;

  private final Path file;
  private long position;

  public LogTail(Path file) {
    this.file = file;
  }

  /// Hands every line that is there to the consumer.
  public void drain(Consumer<String> lines) throws IOException {
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, reader.length() - position)];
      reader.seek(position);
      reader.readFully(bytes);
      int end = lastLineEnd(bytes);
      position += end;
      new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(lines);
    }
  }

  /// Goes on until told to stop.
  public void follow(Consumer<String> lines, BooleanSupplier goOn) throws IOException {
    while (goOn.getAsBoolean()) {
      drain(lines);
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static int lastLineEnd(byte[] bytes) {
    for (int i = bytes.length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }
}
