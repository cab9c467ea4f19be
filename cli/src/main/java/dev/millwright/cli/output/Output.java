package dev.millwright.cli.output;

/// The form of a command's data: `text` for people, `json` for programs.
public enum Output {
  text,
  json
}
