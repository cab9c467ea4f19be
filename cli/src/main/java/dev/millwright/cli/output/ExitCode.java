package dev.millwright.cli.output;

/// What a command's exit status means. Part of the contract with scripts.
public enum ExitCode {
  /// Done, or nothing to change.
  OK(0),
  /// The input is wrong: the project, the arguments.
  WRONG_INPUT(1),
  /// There are changes (`plan`).
  CHANGES(2),
  /// There are changes that remove something (`plan`).
  DESTROYS(3),
  /// The world failed: a disk, a port, a process, a release that was returned.
  FAILED(4);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
