package dev.millwright.builder.registry;

import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;

/// Images that others made and that are taken as they are.
///
/// @param credentials the user's own
public record ForeignImages(Credentials credentials, Registry.Patience patience) {
  /// Sees by one request without content whether an image is where its name says.
  ///
  /// @param image with its digest
  /// @throws RegistryFailure when it is not, or the registry does not say
  public void require(ImageReference image) {
    Digest digest = image.digest().orElseThrow();
    var name = BaseRegistries.parsed(image);
    try (var registry = Registry.toLook(RegistryAddress.of(name), credentials, patience)) {
      Digest found =
          registry
              .repository(name.getRepository())
              .find("sha256:" + digest)
              .orElseThrow(() -> missing(image));
      if (!found.equals(digest)) {
        throw new RegistryFailure(
            "the registry has `%s` as sha256:%s".formatted(image, found),
            "nothing is taken from this registry until somebody has looked at it");
      }
    } catch (IOException e) {
      throw new RegistryFailure("`%s` is not known: %s".formatted(image, e.getMessage()), "", e);
    }
  }

  private static RegistryFailure missing(ImageReference image) {
    return new RegistryFailure(
        "the image `" + image + "` is not in its registry",
        "look for a misspelt name, or an image that was deleted there; `millwright lock --upgrade` pins what its tag leads to now");
  }
}
