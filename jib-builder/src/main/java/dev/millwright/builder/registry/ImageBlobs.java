package dev.millwright.builder.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A whole image as files.
///
/// @param manifest its text, to be sent as it is
/// @param content its configuration and layers
public record ImageBlobs(String manifest, List<Blob> content) {
  static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

  public ImageBlobs {
    content = List.copyOf(content);
  }

  /// @param digest of the file's bytes
  public record Blob(Digest digest, Path file) {}

  /// What an index says of the image.
  public JsonNode descriptor() {
    return Json.mapper()
        .createObjectNode()
        .put("mediaType", MEDIA_TYPE)
        .put("digest", "sha256:" + digest())
        .put("size", manifest.getBytes(UTF_8).length);
  }

  /// The image's digest.
  public Digest digest() {
    return Digest.of(manifest);
  }
}
