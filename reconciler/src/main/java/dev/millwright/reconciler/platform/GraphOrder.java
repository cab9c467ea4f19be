package dev.millwright.reconciler.platform;

import java.util.List;

/// A graph version to run.
///
/// @param replicas all that are to run, at least one
public record GraphOrder(GraphVersion graph, List<Replica> replicas, ImageAt image) {
  public GraphOrder {
    replicas = List.copyOf(replicas);
  }
}
