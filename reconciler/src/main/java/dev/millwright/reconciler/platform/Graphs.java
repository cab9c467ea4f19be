package dev.millwright.reconciler.platform;

import dev.millwright.spec.Name;
import dev.millwright.spec.serving.ReleasesFile;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Processes of graph versions.
public interface Graphs {
  /// Sets the releases that a graph version answers for, for every replica that runs and those that
  /// are started later; returns when all that run have confirmed.
  void bind(GraphVersion graph, ReleasesFile releases) throws PlatformFailure, InterruptedException;

  /// Has all replicas of a graph version run and be ready, with warm caches; those that run already
  /// are kept. The version must have been bound.
  ///
  /// @throws PlatformFailure when one is not ready in time
  void start(GraphOrder order, Duration within) throws PlatformFailure, InterruptedException;

  /// Lets every replica that is not named finish what it has in hand and ends it; returns when they
  /// are gone.
  void retain(Set<Replica> needed) throws PlatformFailure, InterruptedException;

  /// Closes the open segments of what the graph's replicas record.
  void flush(Name graph) throws PlatformFailure, InterruptedException;

  /// Every replica that is meant to run, in order.
  List<ReplicaAt> replicas();
}
