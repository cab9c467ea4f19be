package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.engine.StepFailure;

/// A place in the row of all that must not happen at the same time, such as two ingests of one
/// feature set.
@FunctionalInterface
public interface Turn {
  /// Waits for the turn, does the work and returns when it is done.
  void take(Work work) throws StepFailure, InterruptedException;

  /// What is done then.
  @FunctionalInterface
  interface Work {
    void run() throws StepFailure, InterruptedException;
  }
}
