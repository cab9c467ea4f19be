package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What an image is made of that Java starts.
///
/// @param foreign jars that Millwright needs and that are not its own, where they are a layer apart
/// @param runtime Millwright's jars
record JavaContents(List<Path> foreign, List<Path> runtime, FunctionCode code) {
  private static final String CLASS = ".class";

  /// @param jars of Millwright's runtime. An image of all of Millwright is several times as large
  ///   as one of a runtime, most of it by others, so those are apart there
  static JavaContents of(Role role, List<Path> jars, FunctionCode code) throws IOException {
    List<Path> foreign = new ArrayList<>();
    List<Path> runtime = new ArrayList<>();
    for (Path jar : jars) {
      boolean isApart = role == Role.RECONCILER && !Distribution.isOwn(jar);
      (isApart ? foreign : runtime).add(jar);
    }
    return new JavaContents(foreign, runtime, code);
  }

  /// A class is in a layer of its own kind: classes change most, and other files may be large.
  ImageContents contents(FileDigests digests) throws IOException {
    SortedMap<String, Path> functionLib = new TreeMap<>();
    code.libraries()
        .forEach(library -> functionLib.put("/app/function/lib/" + library.name(), library.jar()));
    var own = new FolderFiles(code.classes(), "/app/function/classes/");
    return ImageContents.of(
        List.of(
            ImageContents.part(StoredImage.Role.FOREIGN, lib(foreign)),
            ImageContents.part(StoredImage.Role.RUNTIME, lib(runtime)),
            ImageContents.part(StoredImage.Role.LIBRARIES, functionLib),
            ImageContents.part(
                StoredImage.Role.RESOURCES, own.files(name -> !name.endsWith(CLASS))),
            ImageContents.part(StoredImage.Role.CLASSES, own.files(name -> name.endsWith(CLASS)))),
        runtimeJars(digests),
        libraryJars(digests));
  }

  private List<StoredImage.Jar> runtimeJars(FileDigests digests) throws IOException {
    List<StoredImage.Jar> jars = new ArrayList<>();
    for (Path jar : Stream.concat(runtime.stream(), foreign.stream()).toList()) {
      String name = jar.getFileName().toString();
      jars.add(new StoredImage.Jar(name, JarCoordinate.of(jar), digests.of(jar)));
    }
    return jars;
  }

  private List<StoredImage.Jar> libraryJars(FileDigests digests) throws IOException {
    List<StoredImage.Jar> jars = new ArrayList<>();
    for (Library library : code.libraries()) {
      Digest digest = digests.of(library.jar());
      jars.add(new StoredImage.Jar(library.name(), Optional.of(library.coordinate()), digest));
    }
    return jars;
  }

  private static SortedMap<String, Path> lib(List<Path> jars) {
    SortedMap<String, Path> lib = new TreeMap<>();
    jars.forEach(jar -> lib.put("/app/lib/" + jar.getFileName(), jar));
    return lib;
  }
}
