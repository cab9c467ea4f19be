package dev.millwright.compiler.graph;

import dev.millwright.spec.plan.Action;

/// How an action looks: its sign, and its colours in a terminal and in a drawing. What stays as it
/// is has no colour in a terminal.
enum Style {
  ADDED("+", "\u001b[32m", "#d7f5dd", "#1a7f37"),
  CHANGED("~", "\u001b[33m", "#fff3c4", "#9a6700"),
  REMOVED("-", "\u001b[31m", "#ffdcd7", "#cf222e"),
  KEPT("=", "", "#ffffff", "#57606a");

  private final String sign;
  private final String ansi;
  private final String fill;
  private final String border;

  Style(String sign, String ansi, String fill, String border) {
    this.sign = sign;
    this.ansi = ansi;
    this.fill = fill;
    this.border = border;
  }

  static Style of(Action action) {
    return switch (action) {
      case CREATE -> ADDED;
      case RETIRE -> REMOVED;
      case UPDATE_IN_PLACE, REPLACE, BACKFILL, RETRAIN, REDEPLOY, REBASELINE, MOVE -> CHANGED;
      case KEEP -> KEPT;
    };
  }

  String sign() {
    return sign;
  }

  String ansi() {
    return ansi;
  }

  String fill() {
    return fill;
  }

  String border() {
    return border;
  }
}
