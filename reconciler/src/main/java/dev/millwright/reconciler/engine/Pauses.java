package dev.millwright.reconciler.engine;

import java.time.Duration;

/// Lets time pass.
@FunctionalInterface
public interface Pauses {
  /// Returns when the time has passed.
  ///
  /// @throws InterruptedException when something else is to be done
  void pause(Duration length) throws InterruptedException;
}
