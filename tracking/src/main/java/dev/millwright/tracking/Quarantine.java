package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Releases in quarantine, by id.
public final class Quarantine {
  private final Database database;

  Quarantine(Database database) {
    this.database = database;
  }

  /// Puts a release in; the first cause holds.
  public void put(QuarantineRecord quarantined) {
    database.update(
        "INSERT INTO quarantine (release, revision, cause, at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        quarantined.release(),
        quarantined.revision(),
        quarantined.cause(),
        quarantined.at());
  }

  /// Takes a release out; answers whether it was in.
  public boolean lift(Digest release) {
    return database.update("DELETE FROM quarantine WHERE release = ?", release) > 0;
  }

  public Optional<QuarantineRecord> find(Digest release) {
    return database.first(
        "SELECT * FROM quarantine WHERE release = ?", Quarantine::quarantined, release);
  }

  /// Newest first.
  public List<QuarantineRecord> list() {
    return database.query(
        "SELECT * FROM quarantine ORDER BY at DESC, release", Quarantine::quarantined);
  }

  private static QuarantineRecord quarantined(Row row) throws SQLException {
    return new QuarantineRecord(
        row.digest("release"), row.text("revision"), row.text("cause"), row.instant("at"));
  }
}
