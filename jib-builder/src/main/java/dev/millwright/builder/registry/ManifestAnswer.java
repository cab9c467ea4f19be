package dev.millwright.builder.registry;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.util.Optional;

/// What a registry says of a manifest. Jib's client would read a manifest where only its digest is
/// asked for; this carries the answer past it.
final class ManifestAnswer extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Optional<Digest> digest;
  private final transient String text;

  /// @param digest absent when there is no such manifest
  /// @param text the manifest, where it was asked for
  ManifestAnswer(Optional<Digest> digest, String text) {
    super("an answer");
    this.digest = digest;
    this.text = text;
  }

  Optional<Digest> digest() {
    return digest;
  }

  String text() {
    return text;
  }
}
