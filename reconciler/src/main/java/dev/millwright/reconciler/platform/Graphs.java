package dev.millwright.reconciler.platform;

import dev.millwright.spec.Name;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import java.time.Duration;
import java.util.List;

/// Processes of graph versions.
public interface Graphs {
  /// Sets the releases that a graph version answers for, in its file and in every replica that
  /// runs; returns when all of them have confirmed.
  void bind(GraphFile graph, ReleasesFile releases) throws PlatformFailure, InterruptedException;

  /// Has a replica run and be ready, with warm caches; one that runs already is kept. The graph
  /// version must have been bound.
  ///
  /// @throws PlatformFailure when it is not ready in time
  void start(ReplicaOrder order, Duration within) throws PlatformFailure, InterruptedException;

  /// Lets a replica finish what it has in hand and ends it; returns when it is gone.
  void stop(Replica replica);

  /// Closes the open segments of what the graph's replicas record.
  void flush(Name graph) throws PlatformFailure, InterruptedException;

  /// Every replica that is meant to run, in order.
  List<ReplicaAt> replicas();
}
