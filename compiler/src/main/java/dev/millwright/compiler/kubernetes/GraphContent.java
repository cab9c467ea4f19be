package dev.millwright.compiler.kubernetes;

import dev.millwright.compiler.kubernetes.Known.ModelBytes;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.OnInconclusive;
import dev.millwright.spec.resource.ServingGraph.Rollout;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that a graph's process reads.
record GraphContent(Known known) {
  /// What cannot change while the process runs. How many replicas there are, how much they may use
  /// and how traffic comes to them is not in it, so that changing those renames nothing.
  static String graph(Component graph, Release release) {
    GraphFile file = GraphFile.of(graph, release);
    return Tree.content(file.with(settled(file.graph())));
  }

  private static ServingGraph settled(ServingGraph graph) {
    Rollout none =
        new Rollout(
            List.of(),
            Duration.ZERO,
            List.of(),
            0,
            OnInconclusive.PROCEED,
            Duration.ZERO,
            Optional.empty());
    return new ServingGraph(
        graph.metadata(),
        graph.request(),
        graph.response(),
        graph.steps(),
        graph.ways(),
        1,
        new Resources(Optional.empty()),
        graph.timeout(),
        Optional.empty(),
        Optional.empty(),
        none);
  }

  /// Which releases the process answers for; empty while a model has no bytes.
  ///
  /// @param releases all that may answer; those whose graph has another version are passed over
  Optional<String> releases(Component graph, List<Release> releases) {
    SortedMap<Digest, ReleasesFile.Bound> bound = new TreeMap<>();
    for (Release release : releases) {
      Component its = release.components().get(graph.address());
      if (its != null && its.version().equals(graph.version())) {
        if (!unbound(its, release).isEmpty()) {
          return Optional.empty();
        }
        bound.put(
            release.id(), ReleasesFile.Bound.of(its, release, StatePaths.STORES, this::paths));
      }
    }
    return Optional.of(Tree.content(new ReleasesFile(bound)));
  }

  /// The graph's models that have no bytes yet.
  List<Component> unbound(Component graph, Release release) {
    List<Component> unbound = new ArrayList<>();
    for (Name name : GraphFile.of(graph, release).models().keySet()) {
      Component model = release.at(Kind.MODEL, name);
      if (StatePaths.STORES.artifact(model).isEmpty()
          && !known.models().containsKey(model.version())) {
        unbound.add(model);
      }
    }
    return unbound;
  }

  private ReleasesFile.ModelPaths paths(Component model) {
    return StatePaths.STORES.artifact(model).orElseGet(() -> trained(model));
  }

  private ReleasesFile.ModelPaths trained(Component model) {
    ModelBytes bytes = known.models().get(model.version());
    if (bytes == null) {
      throw new IllegalStateException("asked too early: " + model.label());
    }
    return StatePaths.STORES.model(bytes.model(), bytes.baseline());
  }
}
