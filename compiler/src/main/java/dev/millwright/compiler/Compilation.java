package dev.millwright.compiler;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a commit means for one environment.
///
/// @param environment the one that was asked for
/// @param environments all that the commit declares, in order of name
/// @param origins what the commit says beside the release
/// @param images every image that the release's components need, by key
public record Compilation(
    Release release,
    Environment environment,
    List<Environment> environments,
    Origins origins,
    SortedMap<Digest, ImageSpec> images) {
  public Compilation {
    environments = List.copyOf(environments);
    images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
  }
}
