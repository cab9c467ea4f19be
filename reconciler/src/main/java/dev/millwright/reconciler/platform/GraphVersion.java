package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import java.util.List;

/// A version of a serving graph.
///
/// @param release one that has it; of several the newest, whose settings count
/// @param graph the release's own component
public record GraphVersion(Release release, Component graph) {
  public Name name() {
    return graph.address().name();
  }

  public Digest version() {
    return graph.version();
  }

  /// What its processes are told of it.
  public GraphFile file() {
    return GraphFile.of(graph, release);
  }

  /// The functions that its processes run, with all that surrounds them.
  public List<Function> functions() {
    return release.functions((ServingGraph) graph.definition());
  }

  /// What each of its processes may use.
  public Resources resources() {
    return ((ServingGraph) graph.definition()).resources();
  }
}
