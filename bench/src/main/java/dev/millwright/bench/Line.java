package dev.millwright.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// One line of the table that `bench/run` prints. What was not measured is `-`.
///
/// @param middle the median, with its unit; @param slow the 99th percentile
/// @param aim what was hoped for, or the ratio to a peer
/// @param memory the most that was resident, or what one operation allocates
public record Line(String name, String middle, String slow, String aim, String memory) {
  private static final String NOTHING = "-";

  public static Line of(String name, String middle) {
    return new Line(name, middle, NOTHING, NOTHING, NOTHING);
  }

  public Line slow(String percentile) {
    return new Line(name, middle, percentile, aim, memory);
  }

  public Line aim(String text) {
    return new Line(name, middle, slow, text, memory);
  }

  public Line memory(String text) {
    return new Line(name, middle, slow, aim, text);
  }

  /// @param bytes the most that was resident; absent where the system does not tell
  public Line resident(OptionalLong bytes) {
    return memory(bytes.isPresent() ? megabytes(bytes.getAsLong()) : NOTHING);
  }

  /// Adds it to the file that the system property `bench.lines` names, and says it.
  public void print() {
    String text = String.join("\t", name, middle, slow, aim, memory);
    System.out.println(text.replace("\t", "   "));
    Optional.ofNullable(System.getProperty("bench.lines"))
        .ifPresent(file -> append(Path.of(file), text + "\n"));
  }

  /// Nanoseconds in the unit that people would use.
  public static String time(double nanos) {
    if (nanos < 1e3) {
      return number("%.1f ns", nanos);
    }
    if (nanos < 1e6) {
      return number("%.2f µs", nanos / 1e3);
    }
    return nanos < 1e9 ? number("%.1f ms", nanos / 1e6) : number("%.2f s", nanos / 1e9);
  }

  /// Whole nanoseconds in the unit that people would use.
  public static String time(long nanos) {
    return time((double) nanos);
  }

  /// A number in one format, wherever the machine stands.
  public static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static String megabytes(long bytes) {
    return bytes / (1 << 20) + " MiB";
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
