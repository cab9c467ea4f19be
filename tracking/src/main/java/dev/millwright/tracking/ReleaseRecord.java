package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.time.Instant;
import java.util.List;

/// A release that was seen, without its content.
///
/// @param at when it was first seen
/// @param revisions the revisions that led to it, newest first
public record ReleaseRecord(Digest id, Instant at, List<String> revisions) {
  public ReleaseRecord {
    revisions = List.copyOf(revisions);
  }
}
