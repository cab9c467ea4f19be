package dev.millwright.builder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.jspecify.annotations.Nullable;

/// A source folder that is a Maven project of its own. Its dependencies and its main sources are
/// taken; Maven does not run, and neither do plugins.
final class MavenFolder {
  static final String POM = "pom.xml";

  /// Where its Java stands in the folder.
  static final String JAVA = "src/main/java";

  private static final String RESOURCES = "src/main/resources";

  private final byte[] pom;
  private final SortedMap<String, byte[]> files;

  private MavenFolder(byte[] pom, SortedMap<String, byte[]> files) {
    this.pom = pom;
    this.files = files;
  }

  /// @return absent for a folder without a `pom.xml`
  static Optional<MavenFolder> of(SortedMap<String, byte[]> folder) {
    byte[] pom = folder.get(POM);
    if (pom == null) {
      return Optional.empty();
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    folder.forEach(
        (path, content) -> {
          for (String main : new String[] {RESOURCES + "/", JAVA + "/"}) {
            if (path.startsWith(main)) {
              files.put(path.substring(main.length()), content);
            }
          }
        });
    return Optional.of(new MavenFolder(pom, files));
  }

  /// Its main sources and resources, by path within their folder.
  SortedMap<String, byte[]> files() {
    return files;
  }

  /// Writes its `pom.xml`.
  void write(Path file) throws IOException {
    Files.write(file, pom);
  }

  /// What the project is called, as the artifact of its POM.
  ///
  /// @throws IOException when it is no POM; the message says why
  Artifact artifact() throws IOException {
    try {
      Model model = new MavenXpp3Reader().read(new ByteArrayInputStream(pom));
      Optional<Parent> parent = Optional.ofNullable(model.getParent());
      String group = own(model.getGroupId(), parent.map(Parent::getGroupId), "groupId");
      String version = own(model.getVersion(), parent.map(Parent::getVersion), "version");
      String name = own(model.getArtifactId(), Optional.empty(), "artifactId");
      return new DefaultArtifact(group, name, "pom", version);
    } catch (XmlPullParserException e) {
      throw new IOException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  private static String own(@Nullable String own, Optional<String> inherited, String field)
      throws IOException {
    return Optional.ofNullable(own)
        .or(() -> inherited)
        .orElseThrow(() -> new IOException("it has no " + field));
  }
}
