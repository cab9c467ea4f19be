package dev.millwright.builder.registry;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A document about an image, which a registry keeps beside it.
///
/// @param type what it is, as a media type
/// @param notes what is said of it where images' attachments are listed
public record Attachment(String type, String text, SortedMap<String, String> notes) {
  private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";

  /// What an artifact without a configuration has in its place.
  static final String EMPTY = "{}";

  Digest digest() {
    return Digest.of(text);
  }

  /// The manifest that ties it to an image.
  ManifestText manifest(ImageBlobs subject) {
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", ImageBlobs.MANIFEST);
    manifest.put("artifactType", type);
    manifest.set("config", ImageBlobs.descriptor(EMPTY_TYPE, EMPTY));
    manifest.putArray("layers").add(ImageBlobs.descriptor(type, text));
    manifest.set("subject", subject.descriptor());
    manifest.set("annotations", Json.mapper().valueToTree(notes));
    return new ManifestText(Json.write(manifest), ImageBlobs.MANIFEST);
  }

  /// What a list of an image's attachments says of it.
  JsonNode listed(ManifestText manifest) {
    ObjectNode listed = ImageBlobs.descriptor(ImageBlobs.MANIFEST, manifest.text());
    listed.put("artifactType", type);
    listed.set("annotations", Json.mapper().valueToTree(notes));
    return listed;
  }
}
