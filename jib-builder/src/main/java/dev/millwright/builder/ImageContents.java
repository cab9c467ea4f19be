package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private record Part(StoredImage.Role role, JibAssembly.Content content) {}

  List<JibAssembly.Content> layers() throws IOException {
    return parts().stream().map(Part::content).toList();
  }

  StoredImage.Parts described() throws IOException {
    List<StoredImage.Jar> own = new ArrayList<>();
    for (Path jar : runtime) {
      String name = jar.getFileName().toString();
      try (InputStream bytes = Files.newInputStream(jar)) {
        own.add(new StoredImage.Jar(name, JarCoordinate.of(jar), Digest.of(bytes)));
      }
    }
    return new StoredImage.Parts(
        parts().stream().map(Part::role).toList(),
        own,
        libraries.stream().map(StoredImage.Jar::of).toList());
  }

  private List<Part> parts() throws IOException {
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
