package dev.millwright.compiler.plan;

import dev.millwright.spec.plan.Action;

/// Colours of a terminal, or none.
enum Paint {
  PLAIN("", "", "", "", ""),
  ANSI("\u001b[32m", "\u001b[33m", "\u001b[31m", "\u001b[1m", "\u001b[0m");

  private final String green;
  private final String yellow;
  private final String red;
  private final String bold;
  private final String end;

  Paint(String green, String yellow, String red, String bold, String end) {
    this.green = green;
    this.yellow = yellow;
    this.red = red;
    this.bold = bold;
    this.end = end;
  }

  String strong(String text) {
    return bold + text + end;
  }

  String alarming(String text) {
    return red + text + end;
  }

  String by(Action action, String text) {
    return switch (action) {
      case CREATE -> green + text + end;
      case RETIRE -> red + text + end;
      case UPDATE_IN_PLACE, REPLACE, BACKFILL, RETRAIN, REDEPLOY, REBASELINE, MOVE ->
          yellow + text + end;
      case KEEP -> text;
    };
  }

  static String sign(Action action) {
    return switch (action) {
      case CREATE -> "+";
      case RETIRE -> "-";
      case UPDATE_IN_PLACE, REPLACE, BACKFILL, RETRAIN, REDEPLOY, REBASELINE, MOVE -> "~";
      case KEEP -> "=";
    };
  }
}
