package dev.millwright.runtime.function;

/// The handler does not fit its contract, or failed. The message is for its author.
public final class HandlerException extends Exception {
  private static final long serialVersionUID = 1L;

  public HandlerException(String message) {
    super(message);
  }

  public HandlerException(String message, Throwable cause) {
    super(message, cause);
  }
}
