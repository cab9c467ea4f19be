package dev.millwright.builder;

import dev.millwright.spec.release.ImageSpec.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/// Millwright's own jars. Which of them one runtime needs stands in the manifest of its jar.
///
/// @param lib the folder with all of them
record Distribution(Path lib) {
  /// The jar of Millwright's command; it names all the others.
  static final String COMMAND = "millwright.jar";

  private static final String GROUP = "dev.millwright:";

  /// The jars of a runtime, its own first.
  List<Path> runtime(Role role) throws IOException {
    return switch (role) {
      case JOB -> closure(jar("offline"));
      case GRAPH, MODEL -> closure(jar("serving"));
      case RECONCILER -> closure(present(lib.resolve(COMMAND)));
      case PYTHON -> List.of();
    };
  }

  /// Whether a jar is Millwright's, as it says itself.
  static boolean isOwn(Path jar) throws IOException {
    return JarCoordinate.of(jar).filter(it -> it.startsWith(GROUP)).isPresent();
  }

  /// The release that this is, as the command's jar says it.
  String release() throws IOException {
    Path command = present(lib.resolve(COMMAND));
    String coordinate =
        JarCoordinate.of(command)
            .orElseThrow(() -> new IOException(command + " does not say which release it is"));
    return coordinate.substring(coordinate.lastIndexOf(':') + 1);
  }

  /// What a function's source is compiled against besides its own libraries.
  List<Path> sdk() throws IOException {
    return closure(jar("sdk"));
  }

  private List<Path> closure(Path own) throws IOException {
    Set<Path> jars = new LinkedHashSet<>();
    jars.add(own);
    for (String name : classPath(own)) {
      jars.add(present(lib.resolve(name)));
    }
    return List.copyOf(jars);
  }

  private Path jar(String module) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(module) + "-\\d[^/]*\\.jar");
    try (var files = Files.list(lib)) {
      List<Path> found =
          files.filter(file -> name.matcher(file.getFileName().toString()).matches()).toList();
      if (found.size() != 1) {
        throw new IOException(
            lib + " holds " + found.size() + " jars of module " + module + ", not one");
      }
      return found.getFirst();
    }
  }

  private static List<String> classPath(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String names =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return names == null || names.isBlank() ? List.of() : List.of(names.trim().split(" +"));
    }
  }

  private static Path present(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("the distribution lacks " + jar);
    }
    return jar;
  }
}
