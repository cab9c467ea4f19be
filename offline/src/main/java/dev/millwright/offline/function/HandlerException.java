package dev.millwright.offline.function;

/// The handler does not fit its contract, or failed. The message is for its author.
public final class HandlerException extends Exception {
  private static final long serialVersionUID = 1L;

  HandlerException(String message) {
    super(message);
  }

  HandlerException(String message, Throwable cause) {
    super(message, cause);
  }
}
