package dev.millwright.spec.release;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedLibrary;
import java.util.List;
import java.util.Optional;

/// What an image is made of. The key names the image before it is built.
///
/// @param key digest of everything below, the compiler's release and the build epoch
/// @param source path of the source folder in the commit and the git tree id of its content; absent
///   for an image that only carries the runtime
/// @param dependencies Maven coordinates
/// @param libraries exactly the jars to take, where the commit's lock pins them
public record ImageSpec(
    Digest key,
    Role role,
    Optional<Source> source,
    List<String> dependencies,
    Optional<List<LockedLibrary>> libraries) {
  public ImageSpec {
    dependencies = List.copyOf(dependencies);
    libraries = libraries.map(List::copyOf);
  }

  /// Which of Millwright's runtimes the image carries: `JOB` (offline engine) or `GRAPH` (serving).
  public enum Role {
    JOB,
    GRAPH
  }

  public record Source(String path, String treeId) {}
}
