package dev.millwright.spec.resource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What components of a project say that do not say it themselves.
///
/// @param baseImage what images of Java functions, of jobs and of graphs stand on
/// @param platforms what images are built for, such as `linux/amd64`
/// @param resources of functions and graphs
/// @param retries of functions
/// @param java the version of Java that functions run on
/// @param python the version of Python that functions run on
public record Defaults(
    Optional<String> baseImage,
    List<String> platforms,
    Resources resources,
    Optional<Retries> retries,
    Timeouts timeouts,
    Optional<Integer> java,
    Optional<String> python) {
  /// No defaults but those of the language.
  public static final Defaults NONE =
      new Defaults(
          Optional.empty(),
          List.of(),
          new Resources(Optional.empty()),
          Optional.empty(),
          new Timeouts(Optional.empty(), Optional.empty()),
          Optional.empty(),
          Optional.empty());

  public Defaults {
    platforms = List.copyOf(platforms);
  }

  /// @param limit how often at most, after the first time
  /// @param backoff before the first retry
  /// @param factor how much longer each wait is than the one before
  public record Retries(int limit, Duration backoff, double factor) {}

  public record Timeouts(Optional<Duration> function, Optional<Duration> servingGraph) {}
}
