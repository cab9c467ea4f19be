package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What goes where in an image, from what changes least to what changes most. A layer without files
/// is left out.
///
/// @param runtime Millwright's jars
/// @param classes the folder of compiled classes and resources; need not exist. Its classes are a
///   layer of their own: they change most, and resources may be large
record ImageContents(List<Path> runtime, List<Library> libraries, Path classes) {
  private static final String CLASS = ".class";

  /// A layer.
  record Part(StoredImage.Role role, JibAssembly.Content content) {}

  List<StoredImage.Jar> runtimeJars(FileDigests digests) throws IOException {
    List<StoredImage.Jar> jars = new ArrayList<>();
    for (Path jar : runtime) {
      String name = jar.getFileName().toString();
      jars.add(new StoredImage.Jar(name, JarCoordinate.of(jar), digests.of(jar)));
    }
    return jars;
  }

  List<StoredImage.Jar> libraryJars(FileDigests digests) throws IOException {
    List<StoredImage.Jar> jars = new ArrayList<>();
    for (Library library : libraries) {
      Digest digest = digests.of(library.jar());
      jars.add(new StoredImage.Jar(library.name(), Optional.of(library.coordinate()), digest));
    }
    return jars;
  }

  List<Part> parts() throws IOException {
    SortedMap<String, Path> lib = new TreeMap<>();
    runtime.forEach(jar -> lib.put("/app/lib/" + jar.getFileName(), jar));
    SortedMap<String, Path> functionLib = new TreeMap<>();
    libraries.forEach(
        library -> functionLib.put("/app/function/lib/" + library.name(), library.jar()));
    List<Part> parts = new ArrayList<>();
    parts.add(part(StoredImage.Role.RUNTIME, lib));
    parts.add(part(StoredImage.Role.LIBRARIES, functionLib));
    parts.add(part(StoredImage.Role.RESOURCES, own(name -> !name.endsWith(CLASS))));
    parts.add(part(StoredImage.Role.CLASSES, own(name -> name.endsWith(CLASS))));
    return parts.stream().filter(part -> !part.content().files().isEmpty()).toList();
  }

  private SortedMap<String, Path> own(Predicate<String> chosen) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(classes)) {
      try (var found = Files.walk(classes)) {
        found
            .filter(file -> Files.isRegularFile(file) && chosen.test(name(file)))
            .forEach(file -> files.put("/app/function/classes/" + name(file), file));
      }
    }
    return files;
  }

  private String name(Path file) {
    return classes.relativize(file).toString().replace('\\', '/');
  }

  private static Part part(StoredImage.Role role, SortedMap<String, Path> files) {
    return new Part(role, new JibAssembly.Content(role.name(), files));
  }
}
