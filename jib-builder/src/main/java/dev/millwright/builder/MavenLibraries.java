package dev.millwright.builder;

import dev.millwright.spec.lock.LockedLibrary;
import java.nio.file.Path;
import java.util.List;

/// The libraries of the user's Maven repositories. What the local repository has is not asked for
/// again.
public final class MavenLibraries implements Libraries {
  private final DependencyResolver resolver;

  /// @param maven the user's Maven folder, usually `~/.m2`
  /// @param lookout whether remote repositories are asked for versions that came out since
  public MavenLibraries(Path maven, Lookout lookout) {
    this.resolver = new DependencyResolver(maven, lookout);
  }

  /// Whether to look for news.
  public enum Lookout {
    /// What the local repository knows is good enough, for as long as the settings say.
    KNOWN,
    /// Lists of versions are fetched again.
    NEWS
  }

  @Override
  public List<LockedLibrary> closure(List<String> coordinates) {
    return resolver.resolve(coordinates).stream().map(MavenLibraries::locked).toList();
  }

  private static LockedLibrary locked(Library library) {
    return new LockedLibrary(library.coordinate(), library.digest());
  }
}
