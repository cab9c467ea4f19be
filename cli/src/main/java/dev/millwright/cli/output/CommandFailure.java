package dev.millwright.cli.output;

/// Ends a command with a sentence for people, what to do about it, and an exit status.
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final String hint;

  public CommandFailure(ExitCode code, String message, String hint) {
    super(message);
    this.code = code;
    this.hint = hint;
  }

  public ExitCode code() {
    return code;
  }

  /// Something to type or to look at; empty when there is nothing.
  public String hint() {
    return hint;
  }
}
