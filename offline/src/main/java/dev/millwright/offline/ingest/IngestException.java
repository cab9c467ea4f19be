package dev.millwright.offline.ingest;

/// The data is not as the feature set declares it. The message says what, where, and which policy
/// or column.
public final class IngestException extends Exception {
  private static final long serialVersionUID = 1L;

  IngestException(String message) {
    super(message);
  }

  IngestException(String message, Throwable cause) {
    super(message, cause);
  }
}
