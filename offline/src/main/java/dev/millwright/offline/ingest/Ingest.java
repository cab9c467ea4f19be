package dev.millwright.offline.ingest;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.offline.store.Snapshot;
import dev.millwright.spec.Digest;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One ingest:
///
/// 1. The snapshot's id follows from version, sources and `until`; if that snapshot is current
///    already, nothing is read.
/// 2. When the sources are those of the current snapshot, only rows that became known since are
///    added; else everything is read anew.
/// 3. The part is written aside, policies are checked, the manifest is kept.
/// 4. The online store takes the rows in one transaction, then `CURRENT` moves.
///
/// Run again after a crash at any point it comes to the same end: parts and manifests are named by
/// content, and the online store knows which snapshot it holds.
public final class Ingest {
  private final Path spill;

  /// @param spill a folder for what does not fit into memory
  public Ingest(Path spill) {
    this.spill = spill;
  }

  /// @throws IngestException when the data is not as declared or a policy says that the ingest
  ///   fails; what was readable stays
  public JobResult.Ingested run(Job.Ingest job) throws IOException, SQLException, IngestException {
    OfflineStore store = new OfflineStore(job.offline());
    List<Digest> sources = digests(job.files());
    Digest id = Snapshot.id(job.version(), job.until(), sources);
    Optional<Snapshot> current = store.current();
    Optional<Snapshot> base = current.filter(snapshot -> grows(snapshot, sources, job.until()));
    try (Engine engine = Engine.open(spill)) {
      if (current.filter(snapshot -> snapshot.id().equals(id)).isPresent()) {
        new OnlineCopy(engine, job).bring(current.get(), Optional.empty());
        return new JobResult.Ingested(id, current.get().rows(), 0, new TreeMap<>());
      }
      return write(engine, job, store, id, sources, base);
    }
  }

  private static JobResult.Ingested write(
      Engine engine,
      Job.Ingest job,
      OfflineStore store,
      Digest id,
      List<Digest> sources,
      Optional<Snapshot> base)
      throws IOException, SQLException, IngestException {
    Path aside = store.newPart();
    Path quarantined = store.newPart();
    try {
      PartWriter.Written written =
          new PartWriter(engine, job).write(base.flatMap(Snapshot::until), aside, quarantined);
      if (written.quarantined() > 0) {
        store.keepQuarantine(id, quarantined);
      }
      List<String> parts = new ArrayList<>(base.map(Snapshot::parts).orElse(List.of()));
      if (written.rows() > 0) {
        parts.add(store.keepPart(aside));
      }
      long rows = base.map(Snapshot::rows).orElse(0L) + written.rows();
      Snapshot snapshot = new Snapshot(id, job.version(), job.until(), sources, parts, rows);
      store.keep(snapshot);
      new OnlineCopy(engine, job).bring(snapshot, base);
      store.publish(id);
      return new JobResult.Ingested(id, rows, written.rows(), written.violations());
    } finally {
      Files.deleteIfExists(aside);
      Files.deleteIfExists(quarantined);
    }
  }

  /// Whether a snapshot can be added to: the same sources, read up to an earlier time.
  private static boolean grows(Snapshot snapshot, List<Digest> sources, Optional<Instant> until) {
    return snapshot.sources().equals(sources)
        && snapshot.until().isPresent()
        && until.filter(later -> later.isAfter(snapshot.until().get())).isPresent();
  }

  private static List<Digest> digests(List<Path> files) throws IOException {
    List<Digest> digests = new ArrayList<>();
    for (Path file : files) {
      try (var content = Files.newInputStream(file)) {
        digests.add(Digest.of(content));
      }
    }
    return digests;
  }
}
