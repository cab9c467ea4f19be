package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An image that is there, and its layers as folders.
///
/// @param manifest the digest of the image's manifest
/// @param runtime the unpacked folder with the runtime's jars; absent for an image that no Java
///   starts
/// @param functionClasspath the author's classes, resources and then libraries; empty for an image
///   that only carries the runtime
/// @param reused whether it was there before
/// @param why a sentence for people: why it was built, or why it was not
public record BuiltImage(
    Digest manifest,
    Optional<Path> runtime,
    List<Path> functionClasspath,
    boolean reused,
    String why) {
  public BuiltImage {
    functionClasspath = List.copyOf(functionClasspath);
  }

  /// The unpacked folder with the runtime's jars of an image that Java starts.
  public Path runtimeLib() {
    return runtime.orElseThrow(() -> new IllegalStateException("no Java starts " + manifest));
  }
}
