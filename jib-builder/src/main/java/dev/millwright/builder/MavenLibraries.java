package dev.millwright.builder;

import dev.millwright.spec.lock.LockedLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

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
  public List<LockedLibrary> closure(Roots roots) {
    return found(roots).stream().map(MavenLibraries::locked).toList();
  }

  private List<Library> found(Roots roots) {
    if (roots.pom().isEmpty()) {
      return resolver.resolve(roots.coordinates());
    }
    try {
      Path file = Files.createTempFile("millwright-", ".xml");
      try {
        return resolver.resolve(OnePom.write(roots.pom().get(), file), roots.coordinates());
      } finally {
        Files.delete(file);
      }
    } catch (XmlPullParserException e) {
      throw new DependencyFailure(MavenFolder.POM, OnePom.none(e), false, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LockedLibrary locked(Library library) {
    return new LockedLibrary(library.coordinate(), library.digest());
  }
}
