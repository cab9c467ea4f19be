package dev.millwright.runtime.online;

import java.nio.file.Path;

/// The disk or the file fails.
public final class OnlineStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OnlineStoreException(Path file, Throwable cause) {
    super("online store " + file.getFileName() + ": " + cause.getMessage(), cause);
  }
}
