package dev.millwright.spec.release;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.LockedLibrary;
import java.util.List;
import java.util.Optional;

/// What an image is made of. The key names the image before it is built.
///
/// @param key digest of everything below, the compiler's release and the build epoch
/// @param source path of the source folder in the commit and the git tree id of its content; absent
///   for an image that only carries the runtime
/// @param dependencies Maven coordinates; requirements of a function in Python
/// @param libraries exactly the jars to take, where the commit's lock pins them
/// @param base the image that it stands on, by its digest as soon as the lock or the name has one;
///   absent for an image of Millwright's layers alone, which has no Java to start
/// @param python only with [Role#PYTHON]
public record ImageSpec(
    Digest key,
    Role role,
    Optional<Source> source,
    List<String> dependencies,
    Optional<List<LockedLibrary>> libraries,
    Optional<String> base,
    Optional<Python> python) {
  /// What the JVM of an image's process is told, wherever it is started.
  public static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Duser.timezone=UTC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  public ImageSpec {
    dependencies = List.copyOf(dependencies);
    libraries = libraries.map(List::copyOf);
  }

  /// An image that Java starts.
  public ImageSpec(
      Digest key,
      Role role,
      Optional<Source> source,
      List<String> dependencies,
      Optional<List<LockedLibrary>> libraries,
      Optional<String> base) {
    this(key, role, source, dependencies, libraries, base, Optional.empty());
  }

  /// Whether it is the image of a serving graph and nothing else, so that a model's can stand on
  /// it.
  public boolean servesAlone() {
    return role == Role.GRAPH && source.isEmpty();
  }

  /// Which of Millwright's programs the image carries: `JOB` (offline engine), `GRAPH` (serving),
  /// or `RECONCILER` (all of Millwright), which no component of a project asks for. An image for
  /// `PYTHON` carries none of them, and one of a `MODEL` serving with the model's bytes.
  public enum Role {
    JOB("dev.millwright.offline.JobMain"),
    GRAPH("dev.millwright.serving.GraphMain"),
    RECONCILER("dev.millwright.cli.Main"),
    PYTHON(""),
    MODEL("dev.millwright.serving.GraphMain");

    private final String main;

    Role(String main) {
      this.main = main;
    }

    /// The class that the image's process begins with; empty where that is no Java.
    public String main() {
      return main;
    }
  }

  public record Source(String path, String treeId) {}

  /// What a function in Python runs on.
  ///
  /// @param version of Python, such as `3.12`
  /// @param platforms that the image is for where its base is, such as `linux/amd64`
  /// @param handler what the process calls, as `module:function`
  /// @param distributions exactly those to take; empty also where there are requirements that no
  ///   lock pins
  public record Python(
      String version,
      List<String> platforms,
      String handler,
      List<LockedDistribution> distributions) {
    public Python {
      platforms = List.copyOf(platforms);
      distributions = List.copyOf(distributions);
    }

    /// The same, wherever the distributions are to be had.
    public Python anywhere() {
      return new Python(
          version,
          platforms,
          handler,
          distributions.stream().map(LockedDistribution::anywhere).toList());
    }
  }
}
