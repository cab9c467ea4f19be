package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a revision led to.
///
/// @param release the release that it means; absent when it was refused
/// @param diagnostics what was found; with at least one error when it was refused
public record RevisionRecord(
    String revision, Instant at, Optional<Digest> release, List<Diagnostic> diagnostics) {
  public RevisionRecord {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean isRefused() {
    return release.isEmpty();
  }
}
