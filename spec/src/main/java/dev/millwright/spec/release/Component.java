package dev.millwright.spec.release;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Resource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One component of a release.
///
/// @param definition the resource with defaults and patches applied and every [Formula] typed
/// @param version digest of all that decides behaviour
/// @param contract digest of what consumers rely on
/// @param lineages for a feature set: each feature's digest of its own lineage
/// @param dependencies what it derives from or reads
/// @param image for what runs code: the image it needs
/// @param sources for a feature set read from files of the commit: path to the blob's SHA-256;
///   operational, so new data is a new snapshot and not a new version. For a model that is a file:
///   the same of its file, whose content is a part of the version
/// @param pins for a function of whose images and distributions the commit's lock pins some
public record Component(
    Resource definition,
    Digest version,
    Digest contract,
    SortedMap<String, Digest> lineages,
    List<Dependency> dependencies,
    Optional<ImageSpec> image,
    SortedMap<String, Digest> sources,
    Optional<Pins> pins) {
  public Component {
    lineages = Collections.unmodifiableSortedMap(new TreeMap<>(lineages));
    dependencies = List.copyOf(dependencies);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /// The content of a model that is a file; absent of anything else.
  public Optional<Digest> artifact() {
    return definition instanceof Model model
        ? model.artifact().map(file -> sources.get(file.path()))
        : Optional.empty();
  }

  public Address address() {
    return definition.address();
  }

  /// `delay@4f1c09a2`.
  public String label() {
    return definition.metadata().name() + "@" + version.brief();
  }
}
