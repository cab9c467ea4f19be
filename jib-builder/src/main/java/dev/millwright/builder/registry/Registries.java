package dev.millwright.builder.registry;

import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.ImageReference;

/// Where images come from, as a lock sees it.
public interface Registries {
  /// The digest of the manifest that an image's name leads to now, or of the index of manifests for
  /// several platforms.
  ///
  /// @throws RegistryFailure naming the image when the registry does not say
  Digest digest(ImageReference image);
}
