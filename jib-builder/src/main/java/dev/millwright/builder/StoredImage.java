package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.util.List;
import java.util.Optional;

/// What `keys/<key>.json` holds: which image a key led to.
///
/// @param manifest digest of the image: of its manifest, or of the list of several
/// @param base what it stands on, with its digest; absent for nothing
/// @param platforms one without a list
/// @param layers the image's own
/// @param runtime Millwright's jars
/// @param libraries in class path order
record StoredImage(
    Digest manifest,
    Optional<String> base,
    List<Platform> platforms,
    List<Layer> layers,
    List<Jar> runtime,
    List<Jar> libraries) {
  StoredImage {
    platforms = List.copyOf(platforms);
    runtime = List.copyOf(runtime);
    layers = List.copyOf(layers);
    libraries = List.copyOf(libraries);
  }

  /// From the layer that changes least: what others made of Millwright's runtime, where it is
  /// apart; the runtime; the libraries of the author; the author's other files, the author's
  /// classes; a model's bytes.
  enum Role {
    FOREIGN,
    RUNTIME,
    LIBRARIES,
    RESOURCES,
    CLASSES,
    MODEL
  }

  /// The image for one kind of machine.
  ///
  /// @param config digest of its configuration
  /// @param base the layers of the base, in front of the image's own
  record Platform(Digest manifest, Digest config, List<BaseLayer> base) {
    Platform {
      base = List.copyOf(base);
    }
  }

  /// @param digest of the bytes as the base has them; @param size of them
  record BaseLayer(Digest digest, long size) {}

  /// @param digest of the compressed bytes; @param size of them; @param diffId of the tar
  /// @param platform the only one that has it, such as `linux/arm64`; absent where all have it
  record Layer(Role role, Digest digest, long size, Digest diffId, Optional<String> platform) {
    boolean isOn(Optional<Base.Platform> base) {
      return platform.isEmpty() || base.map(Base.Platform::text).equals(platform);
    }

    /// The same bytes for one platform, or for all.
    Layer on(Optional<String> other) {
      return new Layer(role, digest, size, diffId, other);
    }
  }

  /// A library in the image.
  ///
  /// @param name of its file
  /// @param coordinate where it is from; absent for a jar of Millwright's that does not say it
  /// @param sha256 of its bytes
  record Jar(String name, Optional<String> coordinate, Digest sha256) {}

  Optional<Layer> layer(Role role) {
    return layers.stream().filter(layer -> layer.role() == role).findFirst();
  }
}
