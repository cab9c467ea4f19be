package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What goes where in an image, from what changes least to what changes most. A layer without files
/// is left out.
///
/// @param foreign jars that Millwright needs and that are not its own, where they are a layer apart
/// @param runtime Millwright's jars
/// @param classes the folder of compiled classes and resources; need not exist. Its classes are a
///   layer of their own: they change most, and resources may be large
record ImageContents(
    List<Path> foreign, List<Path> runtime, List<Library> libraries, Path classes) {
  private static final String CLASS = ".class";

  /// @param jars of Millwright's runtime. An image of all of Millwright is several times as large
  ///   as one of a runtime, most of it by others, so those are apart there
  static ImageContents of(Role role, List<Path> jars, FunctionCode code) throws IOException {
    List<Path> foreign = new ArrayList<>();
    List<Path> runtime = new ArrayList<>();
    for (Path jar : jars) {
      boolean isApart = role == Role.RECONCILER && !Distribution.isOwn(jar);
      (isApart ? foreign : runtime).add(jar);
    }
    return new ImageContents(foreign, runtime, code.libraries(), code.classes());
  }

  /// A layer.
  record Part(StoredImage.Role role, JibAssembly.Content content) {}

  List<StoredImage.Jar> runtimeJars(FileDigests digests) throws IOException {
    List<StoredImage.Jar> jars = new ArrayList<>();
    for (Path jar : Stream.concat(runtime.stream(), foreign.stream()).toList()) {
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
    SortedMap<String, Path> functionLib = new TreeMap<>();
    libraries.forEach(
        library -> functionLib.put("/app/function/lib/" + library.name(), library.jar()));
    List<Part> parts = new ArrayList<>();
    parts.add(part(StoredImage.Role.FOREIGN, lib(foreign)));
    parts.add(part(StoredImage.Role.RUNTIME, lib(runtime)));
    parts.add(part(StoredImage.Role.LIBRARIES, functionLib));
    parts.add(part(StoredImage.Role.RESOURCES, own(name -> !name.endsWith(CLASS))));
    parts.add(part(StoredImage.Role.CLASSES, own(name -> name.endsWith(CLASS))));
    return parts.stream().filter(part -> !part.content().files().isEmpty()).toList();
  }

  private static SortedMap<String, Path> lib(List<Path> jars) {
    SortedMap<String, Path> lib = new TreeMap<>();
    jars.forEach(jar -> lib.put("/app/lib/" + jar.getFileName(), jar));
    return lib;
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
