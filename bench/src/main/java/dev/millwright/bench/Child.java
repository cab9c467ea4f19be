package dev.millwright.bench;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// A process that is measured, and ends with the measurement.
public record Child(Process process) implements AutoCloseable {
  /// The most memory it has had so far, in bytes, where that is known.
  public OptionalLong resident() {
    return Resident.of(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
