package dev.millwright.reconciler.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Passed after every durable intent. A test may ask for the process to die right after the n-th,
/// as if the power had gone, and reads from a file which points there are.
public final class Intents {
  private static final int KILLED = 137;

  private final Optional<Path> log;
  private final int last;
  private final Runnable death;
  private int passed;

  private Intents(Optional<Path> log, int last, Runnable death) {
    this.log = log;
    this.last = last;
    this.death = death;
  }

  /// Nobody asks.
  public static Intents unwatched() {
    return new Intents(Optional.empty(), Integer.MAX_VALUE, () -> {});
  }

  /// @param log takes a line for every point
  /// @param last the point after which the process dies; counted from 1
  public static Intents watched(Path log, int last) {
    return watched(log, last, () -> Runtime.getRuntime().halt(KILLED));
  }

  /// The same with another death.
  ///
  /// @param death does not return, as if by an error
  static Intents watched(Path log, int last, Runnable death) {
    return new Intents(Optional.of(log), last, death);
  }

  /// A durable intent has just been written.
  synchronized void passed(String point) {
    passed++;
    log.ifPresent(file -> append(file, passed + " " + point + "\n"));
    if (passed >= last) {
      death.run();
    }
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
