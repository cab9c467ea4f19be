package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.serving.ReleasesFile;
import dev.millwright.tracking.Bindings;
import dev.millwright.tracking.ModelBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        bound.put(release.id(), ReleasesFile.Bound.of(its, release, layout.stores(), this::paths));
      }
    }
    return new ReleasesFile(bound);
  }

  private ReleasesFile.ModelPaths paths(Component model) throws StepFailure {
    Optional<ReleasesFile.ModelPaths> artifact = layout.stores().artifact(model);
    if (artifact.isPresent() && !Files.exists(Path.of(artifact.get().model()))) {
      throw new StepFailure("the file of " + model.label() + " was not brought here yet");
    }
    return artifact.isPresent() ? artifact.get() : trained(model);
  }

  private ReleasesFile.ModelPaths trained(Component model) throws StepFailure {
    ModelBinding binding =
        bindings
            .model(model.version())
            .orElseThrow(() -> new StepFailure(model.label() + " has no bytes yet"));
    return layout.stores().model(binding.model(), binding.baseline());
  }
}
