package dev.millwright.cli.output;

/// The form of a list of findings: `text` for people, the others for programs that show them: any,
/// those that read SARIF, GitHub Actions.
public enum Report {
  text,
  json,
  sarif,
  github
}
