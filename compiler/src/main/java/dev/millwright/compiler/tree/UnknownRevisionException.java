package dev.millwright.compiler.tree;

/// A repository has no commit of this name.
public final class UnknownRevisionException extends RuntimeException {
  private final String revision;

  UnknownRevisionException(String revision) {
    super("no commit " + revision);
    this.revision = revision;
  }

  UnknownRevisionException(String revision, Exception cause) {
    super("no commit " + revision, cause);
    this.revision = revision;
  }

  /// As it was asked for.
  public String revision() {
    return revision;
  }
}
