package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Release;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Releases by id, and which revision led to which.
public final class Releases {
  private final Database database;

  Releases(Database database) {
    this.database = database;
  }

  /// Keeps a release's content; again is no change.
  public void keep(Release release, Instant at) {
    database.update(
        "INSERT INTO release (id, at, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        release.id(),
        at,
        Json.write(release));
  }

  /// Notes what a revision led to; the newest note of a revision holds, and is the latest one.
  public void note(RevisionRecord note) {
    database.update(
        "INSERT OR REPLACE INTO revision (revision, at, release, diagnostics) VALUES (?, ?, ?, ?)",
        note.revision(),
        note.at(),
        note.release(),
        Json.write(note.diagnostics()));
  }

  public Optional<Release> find(Digest id) {
    return database.first(
        "SELECT content FROM release WHERE id = ?", row -> row.json("content", Release.class), id);
  }

  /// Newest first.
  public List<ReleaseRecord> list(int limit) {
    return database.query(
        "SELECT id, at FROM release ORDER BY at DESC, id LIMIT ?", this::recordOf, limit);
  }

  public Optional<ReleaseRecord> record(Digest id) {
    return database.first("SELECT id, at FROM release WHERE id = ?", this::recordOf, id);
  }

  private ReleaseRecord recordOf(Row row) throws SQLException {
    Digest id = row.digest("id");
    return new ReleaseRecord(id, row.instant("at"), revisionsOf(id));
  }

  /// The revisions that led to a release, newest first.
  public List<String> revisionsOf(Digest release) {
    return database.query(
        "SELECT revision FROM revision WHERE release = ? ORDER BY number DESC",
        row -> row.text("revision"),
        release);
  }

  /// The newest revision that led to a release.
  ///
  /// @throws java.util.NoSuchElementException when none did
  public String newestRevisionOf(Digest release) {
    return revisionsOf(release).getFirst();
  }

  public Optional<RevisionRecord> revision(String revision) {
    return database.first(
        "SELECT * FROM revision WHERE revision = ?", Releases::revisionOf, revision);
  }

  /// Newest first.
  public List<RevisionRecord> revisions(int limit) {
    return database.query(
        "SELECT * FROM revision ORDER BY number DESC LIMIT ?", Releases::revisionOf, limit);
  }

  static RevisionRecord revisionOf(Row row) throws SQLException {
    return new RevisionRecord(
        row.text("revision"),
        row.instant("at"),
        row.maybeDigest("release"),
        row.jsonList("diagnostics", Diagnostic[].class));
  }
}
