package dev.millwright.spec.release;

import dev.millwright.spec.Digest;
import java.util.List;
import java.util.Optional;

/// What an image is made of. The key names the image before it is built.
///
/// @param key digest of everything below, the compiler's release and the build epoch
/// @param source path of the source folder in the commit and the git tree id of its content; absent
///   for an image that only carries the runtime
/// @param dependencies Maven coordinates
public record ImageSpec(Digest key, Role role, Optional<Source> source, List<String> dependencies) {
  public ImageSpec {
    dependencies = List.copyOf(dependencies);
  }

  /// Which of Millwright's runtimes the image carries: `JOB` (offline engine) or `GRAPH` (serving).
  public enum Role {
    JOB,
    GRAPH
  }

  public record Source(String path, String treeId) {}
}
