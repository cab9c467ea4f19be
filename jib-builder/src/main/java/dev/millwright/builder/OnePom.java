package dev.millwright.builder;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/// Lets Maven read the POM of a source folder as if it stood in a repository.
///
/// @param artifact what it is called
record OnePom(Artifact artifact, Path file) implements WorkspaceReader {
  /// Writes a POM to a file.
  ///
  /// @throws XmlPullParserException when it is no POM; the first line of the message says why
  static OnePom write(byte[] pom, Path file) throws IOException, XmlPullParserException {
    Files.write(file, pom);
    return new OnePom(artifact(pom), file);
  }

  private static Artifact artifact(byte[] pom) throws IOException, XmlPullParserException {
    Model model = read(pom);
    Optional<Parent> parent = Optional.ofNullable(model.getParent());
    String group = own(model.getGroupId(), parent.map(Parent::getGroupId), "groupId");
    String version = own(model.getVersion(), parent.map(Parent::getVersion), "version");
    String name = own(model.getArtifactId(), Optional.empty(), "artifactId");
    return new DefaultArtifact(group, name, "pom", version);
  }

  private static Model read(byte[] pom) throws IOException, XmlPullParserException {
    try {
      return new MavenXpp3Reader().read(new ByteArrayInputStream(pom));
    } catch (EOFException e) {
      // Text that ends too early is as wrong as any other.
      throw new XmlPullParserException(String.valueOf(e.getMessage()), null, e);
    }
  }

  private static String own(@Nullable String own, Optional<String> inherited, String field)
      throws XmlPullParserException {
    return Optional.ofNullable(own)
        .or(() -> inherited)
        .orElseThrow(() -> new XmlPullParserException("it has no " + field));
  }

  /// What is wrong with a POM, in a sentence.
  static String none(XmlPullParserException e) {
    return "this is no Maven project: "
        + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

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
