package dev.millwright.spec.diagnostic;

/// Whether text for people carries ANSI colours.
enum Colour {
  PLAIN,
  ANSI;

  String severity(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> paint("1;31", text);
      case WARNING -> paint("1;33", text);
      case INFO -> paint("1;34", text);
    };
  }

  String strong(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String hint(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return switch (this) {
      case PLAIN -> text;
      case ANSI -> "\u001B[" + code + "m" + text + "\u001B[0m";
    };
  }
}
