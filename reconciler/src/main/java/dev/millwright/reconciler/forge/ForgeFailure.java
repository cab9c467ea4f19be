package dev.millwright.reconciler.forge;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/// A forge did not take a status, or did not answer.
class ForgeFailure extends IOException {
  @Serial private static final long serialVersionUID = 1;

  ForgeFailure(String message) {
    super(message);
  }

  /// It asks to be left alone for a while.
  static final class Busy extends ForgeFailure {
    @Serial private static final long serialVersionUID = 1;

    private final Duration pause;

    Busy(String message, Duration pause) {
      super(message);
      this.pause = pause;
    }

    Duration pause() {
      return pause;
    }
  }
}
