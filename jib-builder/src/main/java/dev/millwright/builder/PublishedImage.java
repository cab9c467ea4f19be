package dev.millwright.builder;

import dev.millwright.spec.Digest;

/// An image that is where it was to go.
///
/// @param manifest the digest of its manifest
/// @param why a sentence for people: what was done, and why
public record PublishedImage(ImageName name, Digest manifest, State state, String why) {
  public enum State {
    /// Nothing was done: it was there.
    REUSED,
    /// It was here, and was sent.
    SENT,
    /// It was built now, and sent.
    BUILT
  }
}
