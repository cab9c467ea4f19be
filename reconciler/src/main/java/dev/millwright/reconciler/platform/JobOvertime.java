package dev.millwright.reconciler.platform;

/// A job ran longer than it may and was ended.
public final class JobOvertime extends PlatformFailure {
  private static final long serialVersionUID = 1;

  public JobOvertime(String message) {
    super(message);
  }
}
