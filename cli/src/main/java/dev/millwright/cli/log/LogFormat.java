package dev.millwright.cli.log;

import java.io.Console;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;

/// How the lines of a log look.
public enum LogFormat {
  /// For people.
  text,

  /// For programs: an object a line.
  json;

  /// What was asked for; otherwise text on a terminal, and JSON elsewhere.
  public static LogFormat of(Optional<LogFormat> asked) {
    return asked.orElseGet(
        () ->
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? text
                : json);
  }

  Formatter lines() {
    return switch (this) {
      case text -> new TextLines();
      case json -> new JsonLines();
    };
  }

  /// Has this process log so from now on, also what ends a thread that nobody waits for.
  public void use() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFormatter(lines());
    }
    System.Logger log = System.getLogger(LogFormat.class.getName());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> log.log(Level.ERROR, thread.getName() + " ends", failure));
  }
}
