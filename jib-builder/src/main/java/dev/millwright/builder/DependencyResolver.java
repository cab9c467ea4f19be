package dev.millwright.builder;

import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.spec.lock.LockedLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.filter.ScopeDependencyFilter;

/// Finds a function's libraries: all that its dependencies need at run time, as Maven would, or
/// exactly those that a lock pins.
final class DependencyResolver {
  private static final Pattern EXACT = Pattern.compile("[^\\[\\](),:]+");

  private static final String RUNTIME = "runtime";
  private static final Set<String> AT_RUN_TIME = Set.of("compile", RUNTIME);

  private final Path maven;
  private final Lookout lookout;

  /// @param maven the user's Maven folder
  DependencyResolver(Path maven, Lookout lookout) {
    this.maven = maven;
    this.lookout = lookout;
  }

  /// The libraries in the order in which a class path holds them: nearest first.
  ///
  /// @throws DependencyFailure naming the coordinate that cannot be had
  List<Library> resolve(List<String> coordinates) {
    List<Dependency> roots = coordinates.stream().map(DependencyResolver::root).toList();
    if (roots.isEmpty()) {
      return List.of();
    }
    try (RepositorySystem system = new RepositorySystemSupplier().get();
        var session = MavenSession.open(system, maven, lookout)) {
      var request = new CollectRequest(roots, List.of(), session.repositories());
      var filter = new ScopeDependencyFilter(AT_RUN_TIME, Set.of());
      return libraries(
          system
              .resolveDependencies(session.session(), new DependencyRequest(request, filter))
              .getArtifactResults());
    } catch (DependencyResolutionException e) {
      throw DependencyFailure.of(coordinates, e);
    }
  }

  /// The libraries of a Maven project: what its POM declares for run time, by its own versions and
  /// those that it inherits. Repositories are those of the user's settings.
  ///
  /// @param more coordinates besides
  /// @throws DependencyFailure naming what cannot be had
  List<Library> resolve(OnePom project, List<String> more) {
    List<Dependency> own = more.stream().map(DependencyResolver::root).toList();
    try (RepositorySystem system = new RepositorySystemSupplier().get();
        var session = MavenSession.open(system, maven, lookout, Optional.of(project))) {
      var described =
          system.readArtifactDescriptor(
              session.session(),
              new ArtifactDescriptorRequest(project.artifact(), session.repositories(), null));
      List<Dependency> roots = new ArrayList<>(own);
      described.getDependencies().stream()
          .filter(it -> AT_RUN_TIME.contains(it.getScope()) && !it.isOptional())
          .map(DependencyResolver::exact)
          .forEach(roots::add);
      if (roots.isEmpty()) {
        return List.of();
      }
      var request =
          new CollectRequest(roots, described.getManagedDependencies(), session.repositories());
      var filter = new ScopeDependencyFilter(AT_RUN_TIME, Set.of());
      return libraries(
          system
              .resolveDependencies(session.session(), new DependencyRequest(request, filter))
              .getArtifactResults());
    } catch (ArtifactDescriptorException | DependencyResolutionException e) {
      throw DependencyFailure.of(List.of(project.artifact().toString()), e);
    }
  }

  private static Dependency exact(Dependency declared) {
    Artifact artifact = declared.getArtifact();
    if (EXACT.matcher(artifact.getVersion()).matches() && !artifact.isSnapshot()) {
      return declared;
    }
    throw malformed(
        artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion(),
        new IllegalArgumentException("not one exact version"));
  }

  /// Exactly these libraries, in their order, with exactly these bytes.
  ///
  /// @throws DependencyFailure naming the coordinate that cannot be had or is something else
  List<Library> pinned(List<LockedLibrary> locked) {
    List<String> coordinates = locked.stream().map(LockedLibrary::coordinate).toList();
    try (RepositorySystem system = new RepositorySystemSupplier().get();
        var session = MavenSession.open(system, maven, lookout)) {
      List<ArtifactRequest> requests = new ArrayList<>();
      coordinates.forEach(
          it ->
              requests.add(
                  new ArtifactRequest(root(it).getArtifact(), session.repositories(), null)));
      List<Library> found = libraries(system.resolveArtifacts(session.session(), requests));
      for (int i = 0; i < found.size(); i++) {
        check(locked.get(i), found.get(i));
      }
      return found;
    } catch (ArtifactResolutionException e) {
      throw DependencyFailure.of(coordinates, e);
    }
  }

  private static void check(LockedLibrary locked, Library found) {
    if (!found.digest().equals(locked.sha256())) {
      throw DependencyFailure.otherBytes(locked, found);
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

  private static List<Library> libraries(List<ArtifactResult> results) {
    return results.stream().map(result -> Library.of(result.getArtifact())).toList();
  }
}
