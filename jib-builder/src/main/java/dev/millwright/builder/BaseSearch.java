package dev.millwright.builder;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;

/// What a base must have in it.
interface BaseSearch {
  /// What is looked for, as a part of a file's name.
  String word();

  /// @throws RegistryFailure when every layer can be read, and they have nothing that will do
  void require(ImageReference name, Base.Platform platform) throws IOException;
}
