package dev.millwright.tracking;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An outbox: what a forge is to be told of commits. A commit has one status at most, and the first
/// one that is decided stays.
public final class CommitStatuses {
  private static final String BEGAN = "commit-status-after";

  private final Database database;

  CommitStatuses(Database database) {
    this.database = database;
  }

  /// Commits that are noted from now on count, and those of before do not; the first call holds.
  public void begin() {
    Pointers pointers = new Pointers(database);
    if (pointers.find(BEGAN).isEmpty()) {
      long newest =
          database
              .first("SELECT MAX(number) AS number FROM revision", row -> row.wide("number"))
              .orElse(0L);
      pointers.set(BEGAN, Long.toString(newest));
    }
  }

  /// The commits that count and have no status yet, oldest first.
  public List<RevisionRecord> undecided() {
    long after = new Pointers(database).find(BEGAN).map(Long::parseLong).orElse(Long.MAX_VALUE);
    return database.query(
        "SELECT * FROM revision WHERE number > ?"
            + " AND revision NOT IN (SELECT revision FROM commit_status) ORDER BY number",
        Releases::revisionOf,
        after);
  }

  /// The newest rollout that answers for a commit: its own, or one of its release that ended after
  /// the commit was noted.
  public Optional<RolloutRecord> rollout(RevisionRecord revision) {
    return database
        .first(
            "SELECT id FROM rollout WHERE revision = ?"
                + " OR (target = ? AND (ended IS NULL OR ended >= ?)) ORDER BY number DESC LIMIT 1",
            row -> row.text("id"),
            revision.revision(),
            revision.release(),
            revision.at())
        .flatMap(new Rollouts(database)::find);
  }

  /// A commit that was noted later and means another release.
  public Optional<String> later(RevisionRecord revision) {
    return database.first(
        "SELECT revision FROM revision WHERE release IS NOT NULL AND release <> ?"
            + " AND number > (SELECT number FROM revision WHERE revision = ?)"
            + " ORDER BY number DESC LIMIT 1",
        row -> row.text("revision"),
        revision.release(),
        revision.revision());
  }

  /// Keeps a status that is to be sent, unless the commit has one.
  public void decide(CommitStatus status) {
    database.update(
        "INSERT INTO commit_status (revision, ending, sentence, decided) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        status.revision(),
        status.ending().name(),
        status.sentence(),
        status.decided());
  }

  public Optional<CommitStatus> find(String revision) {
    return database.first(
        "SELECT * FROM commit_status WHERE revision = ?", CommitStatuses::status, revision);
  }

  /// Oldest first.
  public List<CommitStatus> unsent() {
    return database.query(
        "SELECT * FROM commit_status WHERE sent IS NULL ORDER BY number", CommitStatuses::status);
  }

  /// From now on the forge may have it.
  public void trying(String revision, Instant at) {
    database.update("UPDATE commit_status SET tried = ? WHERE revision = ?", at, revision);
  }

  /// The forge has it.
  public void sent(String revision, Instant at) {
    database.update("UPDATE commit_status SET sent = ? WHERE revision = ?", at, revision);
  }

  private static CommitStatus status(Row row) throws SQLException {
    return new CommitStatus(
        row.text("revision"),
        row.word("ending", CommitStatus.Ending.class),
        row.text("sentence"),
        row.instant("decided"),
        row.maybeInstant("tried"),
        row.maybeInstant("sent"));
  }
}
