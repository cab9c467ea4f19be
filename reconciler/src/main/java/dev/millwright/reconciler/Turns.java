package dev.millwright.reconciler;

import java.util.function.Supplier;

/// Whose turn it is to use a processor.
public interface Turns {
  /// Waits for a turn and does the work in it.
  <T> T take(Supplier<T> work);

  /// No waiting.
  static Turns free() {
    return new Turns() {
      @Override
      public <T> T take(Supplier<T> work) {
        return work.get();
      }
    };
  }
}
