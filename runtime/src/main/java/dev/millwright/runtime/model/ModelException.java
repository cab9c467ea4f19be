package dev.millwright.runtime.model;

/// A model that cannot be loaded, or does not take or answer what it should.
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelException(String message) {
    super(message);
  }

  ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
