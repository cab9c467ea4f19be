package dev.millwright.builder;

import dev.millwright.builder.MavenLibraries.Lookout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.supplier.SessionBuilderSupplier;

/// One session with Maven's repositories, by the user's settings.
record MavenSession(CloseableSession session, List<RemoteRepository> repositories)
    implements AutoCloseable {
  static MavenSession open(RepositorySystem system, Path maven, Lookout lookout) {
    return open(system, maven, lookout, Optional.empty());
  }

  /// @param project a POM that stands in no repository
  static MavenSession open(
      RepositorySystem system, Path maven, Lookout lookout, Optional<OnePom> project) {
    MavenSettings settings = MavenSettings.read(maven);
    var builder = new SessionBuilderSupplier(system).get();
    settings.configure(builder);
    project.ifPresent(builder::setWorkspaceReader);
    switch (lookout) {
      case KNOWN -> {}
      case NEWS -> builder.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
    }
    CloseableSession session =
        builder.withLocalRepositoryBaseDirectories(settings.localRepository()).build();
    return new MavenSession(
        session, system.newResolutionRepositories(session, settings.repositories()));
  }

  @Override
  public void close() {
    session.close();
  }
}
