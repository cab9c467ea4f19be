package dev.millwright.offline.ingest;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.store.Snapshot;
import dev.millwright.runtime.online.OnlineWriter;
import dev.millwright.spec.Digest;
import dev.millwright.spec.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Brings a set's online store to a snapshot of the offline one.
record OnlineCopy(Engine engine, Job.Ingest job) {
  /// Adds the newest part when the store holds the snapshot before, else writes all rows anew;
  /// nothing when it is there.
  void bring(Snapshot snapshot, Optional<Snapshot> base) throws IOException, SQLException {
    if (job.online().isEmpty()) {
      return;
    }
    Files.createDirectories(job.online().get().getParent());
    try (OnlineWriter writer = OnlineWriter.open(job.online().get(), job.set())) {
      Optional<Digest> held = writer.snapshot();
      if (held.filter(snapshot.id()::equals).isPresent()) {
        return;
      }
      List<Path> parts = snapshot.files(job.offline());
      boolean grows = base.isPresent() && held.equals(base.map(Snapshot::id));
      if (!grows) {
        writer.clear();
      }
      copy(writer, grows ? parts.subList(base.get().parts().size(), parts.size()) : parts);
      writer.commit(snapshot.id());
    }
  }

  private void copy(OnlineWriter writer, List<Path> parts) throws SQLException {
    StoredRows rows = StoredRows.of(job.set());
    engine.each(rows.sorted(parts), result -> writer.add(rows.entity(result), rows.row(result)));
  }
}
