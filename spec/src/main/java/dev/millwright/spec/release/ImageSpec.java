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
/// @param base the image that it stands on, by its digest as soon as the lock or the name has one;
///   absent for an image of Millwright's layers alone, which has no Java to start
public record ImageSpec(
    Digest key,
    Role role,
    Optional<Source> source,
    List<String> dependencies,
    Optional<List<LockedLibrary>> libraries,
    Optional<String> base) {
  public ImageSpec {
    dependencies = List.copyOf(dependencies);
    libraries = libraries.map(List::copyOf);
  }

  /// An image that stands on nothing.
  public ImageSpec(
      Digest key,
      Role role,
      Optional<Source> source,
      List<String> dependencies,
      Optional<List<LockedLibrary>> libraries) {
    this(key, role, source, dependencies, libraries, Optional.empty());
  }

  /// Which of Millwright's runtimes the image carries: `JOB` (offline engine) or `GRAPH` (serving).
  public enum Role {
    JOB,
    GRAPH
  }

  public record Source(String path, String treeId) {}
}
