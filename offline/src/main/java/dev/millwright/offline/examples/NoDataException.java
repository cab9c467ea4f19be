package dev.millwright.offline.examples;

/// There is nothing to work on, and no data never means that all is well. The message is a sentence
/// for people.
public final class NoDataException extends Exception {
  private static final long serialVersionUID = 1L;

  public NoDataException(String message) {
    super(message);
  }
}
