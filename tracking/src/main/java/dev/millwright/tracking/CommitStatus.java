package dev.millwright.tracking;

import java.time.Instant;
import java.util.Optional;

/// What a forge is told of a commit, once and for good.
///
/// @param sentence why, for people
/// @param tried when it was last about to be sent; the forge may have it since
/// @param sent when the forge had it
public record CommitStatus(
    String revision,
    Ending ending,
    String sentence,
    Instant decided,
    Optional<Instant> tried,
    Optional<Instant> sent) {
  /// How a commit ends.
  public enum Ending {
    /// What it means has all traffic, and was proven.
    LIVE,
    /// It does not compile, or may not run.
    REFUSED,
    /// What it means failed, and traffic went back.
    RETURNED,
    /// Another commit took its place.
    OVERTAKEN
  }
}
