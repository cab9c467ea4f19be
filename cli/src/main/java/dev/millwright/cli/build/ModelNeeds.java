package dev.millwright.cli.build;

import dev.millwright.builder.ModelImage;
import dev.millwright.builder.Pruning.Needs;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Tracking;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The images that releases need: those of their components, and those that `build --model` makes
/// of their models. What a model's bytes are, is known where it was trained.
final class ModelNeeds {
  private final Set<Digest> images = new HashSet<>();
  private final Set<Name> unknown = new HashSet<>();

  Needs needs() {
    return new Needs(images, unknown);
  }

  /// Takes the release's images.
  ///
  /// @param record of its environment on this machine, if there is one
  void add(Release release, Optional<Tracking> record) {
    List<ImageSpec> specs =
        release.components().values().stream()
            .flatMap(it -> it.image().stream())
            .distinct()
            .toList();
    specs.forEach(it -> images.add(it.key()));
    List<ImageSpec> serving = specs.stream().filter(ImageSpec::servesAlone).toList();
    if (!serving.isEmpty()) {
      release.of(Kind.MODEL).forEach(model -> add(model, serving, record));
    }
  }

  /// The record of what an environment does on this machine, for the caller to close.
  static Optional<Tracking> record(StateFolder state) {
    return Tracking.read(state.root().resolve("tracking.db"));
  }

  private void add(Component model, List<ImageSpec> serving, Optional<Tracking> record) {
    Optional<SortedSet<Digest>> files =
        model
            .artifact()
            .<SortedSet<Digest>>map(it -> new TreeSet<>(Set.of(it)))
            .or(() -> record.flatMap(it -> bound(model, it)));
    if (files.isEmpty()) {
      unknown.add(model.address().name());
    }
    files.ifPresent(it -> serving.forEach(graph -> images.add(ModelImage.of(graph, it).key())));
  }

  private static Optional<SortedSet<Digest>> bound(Component model, Tracking record) {
    return record
        .bindings()
        .model(model.version())
        .map(it -> new TreeSet<>(Set.of(it.model(), it.baseline())));
  }
}
