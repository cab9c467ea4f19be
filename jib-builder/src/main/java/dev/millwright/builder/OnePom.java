package dev.millwright.builder;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/// Lets Maven read the POM of a source folder as if it stood in a repository.
///
/// @param artifact what it is called
record OnePom(Artifact artifact, Path file) implements WorkspaceReader {
  @Override
  public WorkspaceRepository getRepository() {
    return new WorkspaceRepository("millwright");
  }

  @Override
  public @Nullable File findArtifact(Artifact asked) {
    return isThis(asked) ? file.toFile() : null;
  }

  @Override
  public List<String> findVersions(Artifact asked) {
    return isThis(asked) ? List.of(artifact.getVersion()) : List.of();
  }

  private boolean isThis(Artifact asked) {
    return asked.getExtension().equals("pom")
        && asked.getGroupId().equals(artifact.getGroupId())
        && asked.getArtifactId().equals(artifact.getArtifactId());
  }
}
