package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import java.nio.file.Path;
import java.util.List;

/// An image that is there.
///
/// @param manifest digest of its manifest
/// @param runtimeLib folder with the runtime's jars
/// @param functionClasspath the author's classes and libraries; empty for an image that only
///   carries the runtime
public record ImageAt(Digest manifest, Path runtimeLib, List<Path> functionClasspath) {
  public ImageAt {
    functionClasspath = List.copyOf(functionClasspath);
  }
}
