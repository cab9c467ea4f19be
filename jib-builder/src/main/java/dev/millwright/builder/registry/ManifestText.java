package dev.millwright.builder.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;

/// A manifest to send as it is, byte for byte.
///
/// @param mediaType what kind of manifest it is
record ManifestText(@JsonValue @JsonRawValue String text, @JsonIgnore String mediaType)
    implements ManifestTemplate {
  /// A manifest that says itself of which kind it is, as all do that were pushed from here.
  static ManifestText of(String text) {
    return new ManifestText(text, Json.mapper().readTree(text).path("mediaType").asString());
  }

  Digest digest() {
    return Digest.of(text);
  }

  @JsonIgnore
  @Override
  public int getSchemaVersion() {
    return 2;
  }

  @JsonIgnore
  @Override
  public String getManifestMediaType() {
    return mediaType;
  }
}
