package dev.millwright.builder;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.util.filter.ScopeDependencyFilter;

/// Finds a function's libraries and all that they need at run time, as Maven would.
final class DependencyResolver {
  private static final Pattern EXACT = Pattern.compile("[^\\[\\](),:]+");

  private static final String RUNTIME = "runtime";
  private static final Set<String> AT_RUN_TIME = Set.of("compile", RUNTIME);

  private final Path maven;

  /// @param maven the user's Maven folder
  DependencyResolver(Path maven) {
    this.maven = maven;
  }

  /// A library's jar. The name is unique among all libraries and says what it is.
  record Library(String name, Path jar) {}

  /// The libraries in the order in which a class path holds them: nearest first.
  ///
  /// @throws DependencyFailure naming the coordinate that cannot be had
  List<Library> resolve(List<String> coordinates) {
    if (coordinates.isEmpty()) {
      return List.of();
    }
    List<Dependency> roots = coordinates.stream().map(DependencyResolver::root).toList();
    MavenSettings settings = MavenSettings.read(maven);
    try (RepositorySystem system = new RepositorySystemSupplier().get()) {
      var builder = new SessionBuilderSupplier(system).get();
      settings.configure(builder);
      try (CloseableSession session =
          builder.withLocalRepositoryBaseDirectories(settings.localRepository()).build()) {
        var repositories = system.newResolutionRepositories(session, settings.repositories());
        var request = new CollectRequest(roots, List.of(), repositories);
        var filter = new ScopeDependencyFilter(AT_RUN_TIME, Set.of());
        return system
            .resolveDependencies(session, new DependencyRequest(request, filter))
            .getArtifactResults()
            .stream()
            .map(DependencyResolver::library)
            .toList();
      } catch (DependencyResolutionException e) {
        throw failure(coordinates, e);
      }
    }
  }

  private static Dependency root(String coordinate) {
    try {
      var artifact = new DefaultArtifact(coordinate);
      if (EXACT.matcher(artifact.getVersion()).matches() && !artifact.isSnapshot()) {
        return new Dependency(artifact, RUNTIME);
      }
    } catch (IllegalArgumentException e) {
      throw malformed(coordinate, e);
    }
    throw malformed(coordinate, new IllegalArgumentException("not one exact version"));
  }

  private static DependencyFailure malformed(String coordinate, IllegalArgumentException cause) {
    return new DependencyFailure(
        coordinate,
        "`" + coordinate + "` is not a library: write group:artifact:version, one exact version",
        false,
        cause);
  }

  private static Library library(ArtifactResult result) {
    var artifact = result.getArtifact();
    String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
    String name =
        artifact.getGroupId()
            + "."
            + artifact.getArtifactId()
            + "-"
            + artifact.getVersion()
            + classifier
            + "."
            + artifact.getExtension();
    return new Library(name, artifact.getPath());
  }

  private static DependencyFailure failure(
      List<String> coordinates, DependencyResolutionException e) {
    Throwable root = e;
    boolean missing = false;
    while (root.getCause() != null) {
      root = root.getCause();
      missing |= root instanceof ArtifactNotFoundException;
    }
    String text = String.valueOf(e.getMessage());
    String named =
        coordinates.stream()
            .filter(coordinate -> text.contains(artifact(coordinate)))
            .findFirst()
            .orElse(coordinates.getFirst());
    String sentence =
        missing
            ? "`" + named + "` cannot be resolved: " + text
            : "`" + named + "` cannot be fetched now: " + text;
    return new DependencyFailure(named, sentence, !missing, e);
  }

  private static String artifact(String coordinate) {
    return coordinate.substring(0, coordinate.lastIndexOf(':'));
  }
}
