package dev.millwright.compiler.release;

import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.compiler.source.SystemPlace;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Files;
import java.util.Optional;

/// A feature set that says where its rows stand without its connection.
///
/// @param files those of the project, or outside of it; absent in another system
record Placed(FeatureSet set, Optional<SourceFiles> files) {
  /// @param files the source of the set
  static Placed of(FeatureSet set, Files files, Connection.Place from) {
    if (from instanceof Connection.Filesystem(var root)) {
      SourceFiles source = SourceFiles.below(root, files.path()).orElseThrow();
      return new Placed(moved(set, files, source.path()), Optional.of(source));
    }
    String path = SystemPlace.of(from) + "/" + files.path();
    return new Placed(moved(set, files, path), Optional.empty());
  }

  private static FeatureSet moved(FeatureSet set, Files files, String path) {
    return set.from(new Files(files.connection(), path, files.columns()));
  }
}
