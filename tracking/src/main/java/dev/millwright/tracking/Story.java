package dev.millwright.tracking;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened, in sentences.
public final class Story {
  private final Database database;

  Story(Database database) {
    this.database = database;
  }

  public void tell(Instant at, String kind, Optional<String> subject, String sentence) {
    database.update(
        "INSERT INTO event (at, kind, subject, sentence) VALUES (?, ?, ?, ?)",
        at,
        kind,
        subject,
        sentence);
  }

  /// Newest first.
  public List<StoryLine> list(int limit) {
    return database.query("SELECT * FROM event ORDER BY number DESC LIMIT ?", Story::line, limit);
  }

  /// Those after a number, in order: for one who follows along.
  public List<StoryLine> after(long number) {
    return database.query(
        "SELECT * FROM event WHERE number > ? ORDER BY number", Story::line, number);
  }

  private static StoryLine line(Row row) throws SQLException {
    return new StoryLine(
        row.wide("number"),
        row.instant("at"),
        row.text("kind"),
        row.maybeText("subject"),
        row.text("sentence"));
  }
}
