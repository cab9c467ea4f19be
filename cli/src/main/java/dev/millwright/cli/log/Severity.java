package dev.millwright.cli.log;

import java.util.logging.Level;

/// How bad it is, in the words that most programs know.
enum Severity {
  debug,
  info,
  warning,
  error;

  static Severity of(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return error;
    }
    if (value >= Level.WARNING.intValue()) {
      return warning;
    }
    return value >= Level.INFO.intValue() ? info : debug;
  }
}
