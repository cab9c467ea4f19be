package dev.millwright.builder;

import dev.millwright.spec.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a manifest names.
final class ManifestReading {
  private ManifestReading() {}

  /// The digests of configuration and layers.
  static List<String> blobs(String manifest) {
    JsonNode content = Json.mapper().readTree(manifest);
    List<String> digests = new ArrayList<>();
    digests.add(content.at("/config/digest").asString());
    content.path("layers").forEach(layer -> digests.add(layer.path("digest").asString()));
    return digests;
  }
}
