package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What has turned out so far, beside the release.
///
/// @param images image key to the digest of the manifest
/// @param models model version to its bytes
/// @param snapshots feature set version to the snapshot that it holds
/// @param files for a feature set whose files are not the commit's: what its pattern or recording
///   names now, absolute, as pods see it
public record Known(
    SortedMap<Digest, Digest> images,
    SortedMap<Digest, ModelBytes> models,
    SortedMap<Digest, Digest> snapshots,
    SortedMap<Name, List<String>> files) {
  /// Nothing yet.
  public static final Known NOTHING =
      new Known(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public Known {
    images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    snapshots = Collections.unmodifiableSortedMap(new TreeMap<>(snapshots));
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// @param model the digest of the model's file
  /// @param baseline the digest of the training's statistics
  public record ModelBytes(Digest model, Digest baseline) {}
}
