package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.ImageReference;
import dev.millwright.spec.resource.Project;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An image where a function names it.
record NamedImage(ImageReference reference, Place place) {
  /// The images of a function: what it is, and what it stands on.
  static List<NamedImage> of(Declared<Function> function) {
    Stream<NamedImage> own =
        container(function.resource()).stream()
            .map(it -> new NamedImage(it, function.spec("image")));
    Stream<NamedImage> base =
        base(function.resource()).stream()
            .map(it -> new NamedImage(it, function.spec("build").field("baseImage")));
    return Stream.concat(own, base).toList();
  }

  /// What a project's images stand on that do not say it themselves.
  static Optional<NamedImage> ofProject(Declared<Project> project) {
    return base(project.resource())
        .map(it -> new NamedImage(it, project.spec("defaults").field("baseImage")));
  }

  static Optional<ImageReference> base(Project project) {
    return project.defaults().baseImage().map(ImageReference::new);
  }

  /// The same without places.
  static List<ImageReference> of(Function function) {
    return Stream.concat(container(function).stream(), base(function).stream()).toList();
  }

  private static Optional<ImageReference> container(Function function) {
    return function.container().map(it -> new ImageReference(it.image()));
  }

  private static Optional<ImageReference> base(Function function) {
    return function.build().flatMap(Function.Build::baseImage).map(ImageReference::new);
  }

  /// What is to be pinned; nothing where the name has the digest.
  Optional<Need.Image> need() {
    return need(reference);
  }

  static Optional<Need.Image> need(ImageReference reference) {
    return reference.digest().isPresent()
        ? Optional.empty()
        : Optional.of(new Need.Image(reference));
  }
}
