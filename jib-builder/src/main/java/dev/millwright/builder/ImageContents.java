package dev.millwright.builder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// What goes where in an image, from what changes least to what changes most.
///
/// @param runtime Millwright's jars
/// @param libraries what others wrote and the author asked for
record ImageContents(
    List<Part> parts, List<StoredImage.Jar> runtime, List<StoredImage.Jar> libraries) {
  ImageContents {
    parts = List.copyOf(parts);
    runtime = List.copyOf(runtime);
    libraries = List.copyOf(libraries);
  }

  /// A layer.
  ///
  /// @param platform the only one that has it; absent where all have it
  record Part(StoredImage.Role role, Layered layer, Optional<String> platform) {
    Part(StoredImage.Role role, Layered layer) {
      this(role, layer, Optional.empty());
    }

    /// Whether an image on a base has it.
    boolean isOn(Optional<Base> base) {
      return platform.isEmpty()
          || base.stream()
              .flatMap(it -> it.platforms().stream())
              .anyMatch(it -> it.text().equals(platform.get()));
    }

    boolean isEmpty() {
      return layer instanceof JibAssembly.Content(var _, var files) && files.isEmpty();
    }
  }

  /// A layer without files is left out.
  static ImageContents of(
      List<Part> parts, List<StoredImage.Jar> runtime, List<StoredImage.Jar> libraries) {
    return new ImageContents(
        parts.stream().filter(part -> !part.isEmpty()).toList(), runtime, libraries);
  }

  /// The same with one more layer, the last.
  ///
  /// @param more what is in it
  ImageContents with(Part last, List<StoredImage.Jar> more) {
    return of(
        Stream.concat(parts.stream(), Stream.of(last)).toList(),
        runtime,
        Stream.concat(libraries.stream(), more.stream()).toList());
  }

  static Part part(StoredImage.Role role, SortedMap<String, Path> files) {
    return new Part(role, new JibAssembly.Content(role.name(), files));
  }
}
