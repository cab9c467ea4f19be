package dev.millwright.builder;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.resource.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an image stands on; all of it is in the layout.
///
/// @param name with its digest
/// @param isIndex whether the digest is of a list of images for several platforms
/// @param platforms at least one
record Base(ImageReference name, boolean isIndex, List<Platform> platforms) {
  private static final String DOCKER = "application/vnd.docker.image.rootfs.diff.tar";
  private static final String OCI = "application/vnd.oci.image.layer.v1.tar";

  /// @param described what the list of images says of the platform; absent without a list
  /// @param config the base's configuration
  /// @param layers their descriptors, as a manifest of OCI has them
  record Platform(Optional<JsonNode> described, JsonNode config, List<JsonNode> layers) {
    String text() {
      return config.path("os").asString("linux") + "/" + config.path("architecture").asString("?");
    }
  }

  /// The same for some kinds of machines alone, as `linux/amd64`, as far as it is there for them.
  ///
  /// @throws RegistryFailure when it is there for none of them
  Base on(List<String> asked) {
    List<Platform> chosen = platforms.stream().filter(it -> asked.contains(it.text())).toList();
    if (chosen.isEmpty()) {
      throw refused(name, "is not there for " + String.join(" or ", asked));
    }
    return new Base(name, isIndex && chosen.size() > 1, chosen);
  }

  /// @throws RegistryFailure when it is no image to stand on
  static Platform platform(
      ImageReference name, Optional<JsonNode> described, JsonNode manifest, JsonNode config) {
    List<JsonNode> layers = new ArrayList<>();
    manifest.path("layers").forEach(layer -> layers.add(layer(name, layer)));
    if (layers.isEmpty() || layers.size() != config.at("/rootfs/diff_ids").size()) {
      throw refused(name, "is no image with layers and a configuration of as many");
    }
    return new Platform(described, config, layers);
  }

  private static JsonNode layer(ImageReference name, JsonNode layer) {
    String type = layer.path("mediaType").asString("");
    if (!type.startsWith(DOCKER) && !type.startsWith(OCI)) {
      throw refused(name, "has a layer of type `" + type + "`, which cannot be taken along");
    }
    ObjectNode own = layer.deepCopy().asObject();
    own.removeAll();
    return own.put("mediaType", type.replace(DOCKER + ".", OCI + "+").replace(DOCKER, OCI))
        .put("digest", layer.path("digest").asString())
        .put("size", layer.path("size").asLong());
  }

  static RegistryFailure refused(ImageReference name, String why) {
    return new RegistryFailure(
        "the base `" + name + "` " + why,
        "name an image for Linux with what is to be started in it, such as a Java 25");
  }
}
