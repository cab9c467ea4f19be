package dev.millwright.offline.store;

import dev.millwright.spec.Digest;
import dev.millwright.spec.canonical.Canonical;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What a feature set version held after an ingest.
///
/// @param id digest of the version, the sources and `until`: the same ingest has the same id on any
///   machine
/// @param sources digests of the source files, in order
/// @param parts names of the files with its rows, in the order in which they came
/// @param rows how many rows all parts hold
public record Snapshot(
    Digest id,
    Digest version,
    Optional<Instant> until,
    List<Digest> sources,
    List<String> parts,
    long rows) {
  public Snapshot {
    sources = List.copyOf(sources);
    parts = List.copyOf(parts);
  }

  /// The id of the snapshot that an ingest of these sources makes.
  public static Digest id(Digest version, Optional<Instant> until, List<Digest> sources) {
    TreeMap<String, Object> content = new TreeMap<>();
    content.put("version", version.hex());
    content.put("until", until.map(Instant::toString).orElse(""));
    content.put("sources", sources.stream().map(Digest::hex).toList());
    return Canonical.digest(content);
  }

  /// The files of its parts.
  public List<Path> files(Path folder) {
    return parts.stream().map(folder::resolve).toList();
  }
}
