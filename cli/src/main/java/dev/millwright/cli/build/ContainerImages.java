package dev.millwright.cli.build;

import dev.millwright.builder.registry.ForeignImages;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.ImageReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The images of functions that are containers: nothing is made of them, and they have to be where
/// the release says.
public record ContainerImages(ForeignImages registries) {
  /// What is so of each, in order of the functions' names.
  public List<Outcome> of(Release release) {
    return release.components().values().stream().flatMap(this::outcome).toList();
  }

  private Stream<Outcome> outcome(Component component) {
    return image(component).stream().map(it -> outcome(name(component), it));
  }

  private Outcome outcome(String name, ImageReference image) {
    if (image.digest().isEmpty()) {
      return new Outcome.Absent(
          name,
          "`" + image + "` has no digest, and may be another image tomorrow",
          "run `millwright lock`, and commit what it writes");
    }
    try {
      registries.require(image);
      return new Outcome.Taken(name, image);
    } catch (RegistryFailure e) {
      return new Outcome.Absent(name, String.valueOf(e.getMessage()), e.hint());
    }
  }

  /// By its digest where the name or the lock has it.
  private static Optional<ImageReference> image(Component component) {
    return component.definition() instanceof Function function
        ? function
            .container()
            .map(it -> component.pins().orElseGet(Pins::none).image(it.image()))
            .map(ImageReference::new)
        : Optional.empty();
  }

  private static String name(Component component) {
    return component.address().name().text();
  }
}
