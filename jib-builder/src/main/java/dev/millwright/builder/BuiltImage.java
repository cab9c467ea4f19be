package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.nio.file.Path;
import java.util.List;

/// An image that is there, and its layers as folders.
///
/// @param manifest the digest of the image's manifest
/// @param runtimeLib the unpacked folder with the runtime's jars
/// @param functionClasspath the author's classes, resources and then libraries; empty for an image
///   that only carries the runtime
/// @param reused whether it was there before
/// @param why a sentence for people: why it was built, or why it was not
public record BuiltImage(
    Digest manifest, Path runtimeLib, List<Path> functionClasspath, boolean reused, String why) {
  public BuiltImage {
    functionClasspath = List.copyOf(functionClasspath);
  }
}
