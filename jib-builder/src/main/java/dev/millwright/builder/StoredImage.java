package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.util.List;
import java.util.Optional;

/// What `keys/<key>.json` holds: which image a key led to.
///
/// @param libraries file names of the libraries in class path order
record StoredImage(Digest manifest, List<Layer> layers, List<String> libraries) {
  StoredImage {
    layers = List.copyOf(layers);
    libraries = List.copyOf(libraries);
  }

  /// From the layer that changes least.
  enum Role {
    RUNTIME,
    LIBRARIES,
    CLASSES
  }

  /// @param digest of the compressed bytes; @param size of them; @param diffId of the tar
  record Layer(Role role, Digest digest, long size, Digest diffId) {}

  Optional<Layer> layer(Role role) {
    return layers.stream().filter(layer -> layer.role() == role).findFirst();
  }
}
