package dev.millwright.builder;

/// A library of a function's could not be had.
public final class DependencyFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String coordinate;
  private final boolean retryable;

  DependencyFailure(String coordinate, String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.coordinate = coordinate;
    this.retryable = retryable;
  }

  /// The coordinate as the function declares it.
  public String coordinate() {
    return coordinate;
  }

  /// Whether the world failed, such as the network, and not the coordinate.
  public boolean isRetryable() {
    return retryable;
  }
}
