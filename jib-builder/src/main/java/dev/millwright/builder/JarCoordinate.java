package dev.millwright.builder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// What a jar says of where it is from.
final class JarCoordinate {
  private static final Pattern PROPERTIES =
      Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

  private JarCoordinate() {}

  /// `group:artifact:version`, of a jar that Maven made of one project; absent for others.
  static Optional<String> of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> found =
          file.stream().filter(it -> PROPERTIES.matcher(it.getName()).matches()).toList();
      if (found.size() != 1) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      try (InputStream text = file.getInputStream(found.getFirst())) {
        properties.load(text);
      }
      List<String> parts =
          List.of("groupId", "artifactId", "version").stream()
              .map(properties::getProperty)
              .filter(it -> it != null && !it.isBlank() && it.indexOf(':') < 0)
              .toList();
      return parts.size() == 3 ? Optional.of(String.join(":", parts)) : Optional.empty();
    }
  }
}
