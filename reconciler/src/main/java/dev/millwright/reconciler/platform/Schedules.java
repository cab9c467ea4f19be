package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.util.List;

/// Starts functions at their times.
public interface Schedules {
  /// Has these and no others start by themselves from now on. What has started already of one that
  /// is among these ends as it would have; of another it may be ended.
  ///
  /// @param starts told of each run from then on, and of those that are still there, by any thread;
  ///   of one run maybe more than once
  /// @throws PlatformFailure when it could not be; some may be as they were then
  void hold(List<Timed> functions, Starts starts) throws PlatformFailure;

  /// Whether a run that was started is still there, running or not.
  boolean isThere(String run);

  /// A function with a schedule.
  record Timed(Release release, Component function, ImageAt image) {}

  /// Who is told what has started.
  @FunctionalInterface
  interface Starts {
    /// @param version that the function had when it was started
    /// @param run names the run; [Jobs#run] waits for it by that
    void started(Name function, Digest version, String run);
  }
}
