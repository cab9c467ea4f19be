package dev.millwright.tracking;

import java.nio.file.Path;
import java.sql.SQLException;

/// The record could not be read or written: a full disk, a missing right, a damaged file, or
/// another process that writes by now.
public final class TrackingFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrackingFailure(Path file, SQLException cause) {
    super("the record " + file + " cannot be used: " + cause.getMessage(), cause);
  }

  private TrackingFailure(String message) {
    super(message);
  }

  static TrackingFailure takenOver(Path file) {
    return new TrackingFailure("another process writes the record " + file + " by now");
  }
}
