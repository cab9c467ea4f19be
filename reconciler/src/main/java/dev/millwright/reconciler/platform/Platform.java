package dev.millwright.reconciler.platform;

/// Where components run. What runs outlives the process that started it: after a restart the same
/// calls find it again and never start a second one.
public interface Platform {
  Jobs jobs();

  Graphs graphs();

  Gateway gateway();

  /// Ends every process; when it returns none is left.
  void stopAll();

  /// Lets go: what runs goes on without supervision.
  void release();
}
