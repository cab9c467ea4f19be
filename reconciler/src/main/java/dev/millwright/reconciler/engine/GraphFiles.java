package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import dev.millwright.tracking.Bindings;
import dev.millwright.tracking.ModelBinding;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a graph process is told, made from a release and from what was bound.
///
/// @param layout where stores and artifacts lie
public record GraphFiles(StateLayout layout, Bindings bindings) {
  /// What each of these releases binds, as far as its graph is of that version.
  ///
  /// @throws StepFailure when a model has no bytes yet
  public ReleasesFile releases(Component graph, List<Release> releases) throws StepFailure {
    SortedMap<Digest, ReleasesFile.Bound> bound = new TreeMap<>();
    for (Release release : releases) {
      Component its = release.components().get(graph.address());
      if (its != null && its.version().equals(graph.version())) {
        bound.put(release.id(), bound(its, release));
      }
    }
    return new ReleasesFile(bound);
  }

  private ReleasesFile.Bound bound(Component graph, Release release) throws StepFailure {
    GraphFile file = GraphFile.of(graph, release);
    SortedMap<Address, Digest> versions = new TreeMap<>();
    SortedMap<Name, String> online = new TreeMap<>();
    SortedMap<Name, ReleasesFile.ModelPaths> models = new TreeMap<>();
    versions.put(graph.address(), graph.version());
    file.vectors().keySet().forEach(name -> put(versions, release.at(Kind.FEATURE_VECTOR, name)));
    for (Name name : file.sets().keySet()) {
      Component set = release.at(Kind.FEATURE_SET, name);
      put(versions, set);
      online.put(name, layout.online(name, set.version()).toString());
    }
    for (Name name : file.models().keySet()) {
      Component model = release.at(Kind.MODEL, name);
      put(versions, model);
      models.put(name, paths(model));
    }
    return new ReleasesFile.Bound(versions, online, models);
  }

  private ReleasesFile.ModelPaths paths(Component model) throws StepFailure {
    ModelBinding binding =
        bindings
            .model(model.version())
            .orElseThrow(() -> new StepFailure(model.label() + " has no bytes yet"));
    return new ReleasesFile.ModelPaths(
        layout.artifact(binding.model()).toString(),
        layout.artifact(binding.baseline()).toString());
  }

  private static void put(SortedMap<Address, Digest> versions, Component component) {
    versions.put(component.address(), component.version());
  }
}
