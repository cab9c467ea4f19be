package dev.millwright.reconciler.platform;

import java.util.Optional;

/// Where components run. What runs outlives the process that started it: after a restart the same
/// calls find it again and never start a second one.
public interface Platform {
  Jobs jobs();

  Graphs graphs();

  Gateway gateway();

  /// What starts functions at their times, also while no process of Millwright's is there; absent
  /// where nothing does.
  Optional<Schedules> schedules();

  /// Ends every process; when it returns none is left.
  void stopAll();

  /// Lets go: what runs goes on without supervision.
  void release();
}
