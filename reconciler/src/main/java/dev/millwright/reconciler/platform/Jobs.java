package dev.millwright.reconciler.platform;

import dev.millwright.spec.job.JobResult;

/// Processes that run to an end.
public interface Jobs {
  /// Runs a job to its end. A result that is already there is the answer, unless it says that the
  /// world failed; a process that still runs for this id is waited for; only when there is neither
  /// is one started. Interrupting stops the waiting, not the job.
  ///
  /// @throws JobOvertime when it ran longer than it may; it is gone then
  /// @throws PlatformFailure when the process could not start or died without a result
  JobResult run(JobOrder order) throws PlatformFailure, InterruptedException;

  /// Ends the job's process if one runs; returns when it is gone.
  void cancel(String run);
}
