package dev.millwright.builder.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A whole image as files.
///
/// @param manifest its text, to be sent as it is
/// @param parts the manifests that it lists, for an image of several platforms; else empty
/// @param content configurations and layers
public record ImageBlobs(String manifest, List<String> parts, List<Blob> content) {
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";

  public ImageBlobs {
    parts = List.copyOf(parts);
    content = List.copyOf(content);
  }

  /// @param digest of the file's bytes
  /// @param origin where it was taken from; absent for what was made here
  public record Blob(Digest digest, Path file, Optional<Origin> origin) {}

  /// A repository of a registry.
  ///
  /// @param host with its port
  public record Origin(String host, String repository) {}

  /// A manifest's, or an index's.
  public String mediaType() {
    return parts.isEmpty() ? MANIFEST : INDEX;
  }

  /// What an index says of the image.
  public JsonNode descriptor() {
    return descriptor(mediaType(), manifest);
  }

  /// What a document says of another one.
  public static ObjectNode descriptor(String mediaType, String text) {
    return Json.mapper()
        .createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", "sha256:" + Digest.of(text))
        .put("size", text.getBytes(UTF_8).length);
  }

  /// The image's digest.
  public Digest digest() {
    return Digest.of(manifest);
  }
}
