package dev.millwright.cli.python;

/// Distributions of Python cannot be had, in a sentence for the person who asked for them.
public final class DistributionFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;

  /// @param hint what to do about it; may be empty
  DistributionFailure(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /// Whether a tool found that no versions will do, and not that it could not look.
  boolean isUnsolvable() {
    String said = String.valueOf(getMessage());
    return said.contains("No solution found") || said.contains("No matching distribution found");
  }

  /// What to do about it; may be empty.
  public String hint() {
    return hint;
  }
}
