package dev.millwright.builder.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import dev.millwright.spec.Digest;

/// A manifest to send as it is, byte for byte.
///
/// @param mediaType what kind of manifest it is
record ManifestText(@JsonValue @JsonRawValue String text, @JsonIgnore String mediaType)
    implements ManifestTemplate {
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
