package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.aether.artifact.Artifact;

/// A library's jar.
///
/// @param coordinate `group:artifact:version`, with extension and classifier where they are not
///   those of a plain jar
/// @param name a file name that is unique among all libraries and says what it is
record Library(String coordinate, String name, Path jar) {
  static Library of(Artifact artifact) {
    return new Library(coordinate(artifact), name(artifact), artifact.getPath());
  }

  /// The digest of the jar's bytes.
  Digest digest() {
    try (InputStream bytes = Files.newInputStream(jar)) {
      return Digest.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String coordinate(Artifact artifact) {
    String library = artifact.getGroupId() + ":" + artifact.getArtifactId() + ":";
    String extension = artifact.getExtension();
    String classifier = artifact.getClassifier();
    if (!classifier.isEmpty()) {
      return library + extension + ":" + classifier + ":" + artifact.getVersion();
    }
    return library + (extension.equals("jar") ? "" : extension + ":") + artifact.getVersion();
  }

  private static String name(Artifact artifact) {
    String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
    return artifact.getGroupId()
        + "."
        + artifact.getArtifactId()
        + "-"
        + artifact.getVersion()
        + classifier
        + "."
        + artifact.getExtension();
  }
}
