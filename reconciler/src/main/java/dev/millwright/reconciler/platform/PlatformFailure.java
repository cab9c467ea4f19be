package dev.millwright.reconciler.platform;

/// The place where components run did not do what was asked: a process that died or did not become
/// ready, a port that is taken. The message is a sentence for people.
public sealed class PlatformFailure extends Exception permits JobOvertime {
  private static final long serialVersionUID = 1;

  public PlatformFailure(String message) {
    super(message);
  }

  public PlatformFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
