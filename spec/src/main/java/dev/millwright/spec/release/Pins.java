package dev.millwright.spec.release;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.resource.ImageReference;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the commit's lock pins for a function beside the jars of its image.
///
/// @param images the digest of each image that the function names by a tag, by the name as written
/// @param distributions of Python, by name
/// @param platforms that the distributions are for
public record Pins(
    SortedMap<String, Digest> images,
    List<LockedDistribution> distributions,
    List<String> platforms) {
  public Pins {
    platforms = List.copyOf(platforms);
    images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    distributions = List.copyOf(distributions);
  }

  /// Nothing is pinned.
  public static Pins none() {
    return new Pins(new TreeMap<>(), List.of(), List.of());
  }

  /// The same, wherever the distributions are to be had.
  public Pins anywhere() {
    return new Pins(
        images, distributions.stream().map(LockedDistribution::anywhere).toList(), platforms);
  }

  /// Whether nothing is pinned.
  public boolean isEmpty() {
    return images.isEmpty() && distributions.isEmpty();
  }

  /// How to name an image so that it stays the same one: by its digest where that is known, else as
  /// it is written.
  public String image(String reference) {
    return Optional.ofNullable(images.get(reference))
        .map(new ImageReference(reference)::by)
        .orElse(reference);
  }
}
