package dev.millwright.spec.serving;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Model;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Where bytes and stores lie below a state folder: on one machine and on a claim of a cluster
/// alike.
///
/// @param root absolute
public record StorePaths(Path root) {
  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /// Content-addressed bytes.
  public Path artifact(Digest digest) {
    return artifacts()
        .resolve("sha256")
        .resolve(digest.hex().substring(0, 2))
        .resolve(digest.hex());
  }

  /// A source file of a commit, by its content, with the ending that tells its format.
  public Path source(String path, Digest content) {
    String ending = path.substring(Math.max(0, path.lastIndexOf('.')));
    return root.resolve("sources").resolve(content.hex() + ending);
  }

  /// A feature set version's folder in the offline store.
  public Path offline(Name set, Digest version) {
    return root.resolve("offline").resolve(set.text()).resolve(version.hex());
  }

  /// A feature set version's file in the online store.
  public Path online(Name set, Digest version) {
    return root.resolve("online").resolve(set.text()).resolve(version.hex() + ".db");
  }

  /// The files of a model that has bytes.
  ///
  /// @param baseline its training statistics
  public ReleasesFile.ModelPaths model(Digest model, Digest baseline) {
    return new ReleasesFile.ModelPaths(
        artifact(model).toString(), Optional.of(artifact(baseline).toString()));
  }

  /// The file of a model that is one of the commit's; empty of a model that is trained. It lies by
  /// its content, so that a release is bound to it as soon as there is one.
  public Optional<ReleasesFile.ModelPaths> artifact(Component model) {
    return ((Model) model.definition())
        .artifact()
        .map(file -> source(file.path(), content(model, file)))
        .map(path -> new ReleasesFile.ModelPaths(path.toString(), Optional.empty()));
  }

  private static Digest content(Component model, Model.Artifact file) {
    return Objects.requireNonNull(model.sources().get(file.path()), file.path());
  }
}
