package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One ingest's outcome for a feature set version.
///
/// @param until the data's present that it read up to; absent: all rows
/// @param sources the digests of the files that it read, by path
public record SnapshotBinding(
    Digest version,
    Digest snapshot,
    Optional<Instant> until,
    SortedMap<String, Digest> sources,
    String run,
    Instant at) {
  public SnapshotBinding {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }
}
