package dev.millwright.tracking;

import dev.millwright.spec.Name;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.json.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Monitors' windows and alerts.
public final class Monitoring {
  private final Database database;

  Monitoring(Database database) {
    this.database = database;
  }

  /// Keeps a verdict; a window that is judged anew replaces the former one.
  public void save(WindowRecord window) {
    database.update(
        "INSERT OR REPLACE INTO monitor_window (monitor, version, begins, verdict, judged)"
            + " VALUES (?, ?, ?, ?, ?)",
        window.monitor(),
        window.version(),
        window.verdict().start(),
        Json.write(window.verdict()),
        window.judged());
  }

  /// A monitor's windows, newest first.
  public List<WindowRecord> windows(Name monitor, int limit) {
    return database.query(
        "SELECT * FROM monitor_window WHERE monitor = ? ORDER BY begins DESC, judged DESC LIMIT ?",
        Monitoring::window,
        monitor,
        limit);
  }

  /// The latest judgement of the window that begins then, by any version of the monitor.
  public Optional<WindowRecord> window(Name monitor, Instant begins) {
    return database.first(
        "SELECT * FROM monitor_window WHERE monitor = ? AND begins = ? ORDER BY judged DESC",
        Monitoring::window,
        monitor,
        begins);
  }

  /// Keeps where an alert stands.
  public void save(AlertStanding standing) {
    database.update(
        "INSERT OR REPLACE INTO alert_standing"
            + " (monitor, name, phase, streak, fired_at, through, episode)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        standing.monitor(),
        standing.name(),
        standing.phase(),
        standing.streak(),
        standing.firedAt(),
        standing.through(),
        standing.episode());
  }

  /// Where an alert stands; empty before its first window.
  public Optional<AlertStanding> standing(Name monitor, String alert) {
    return database.first(
        "SELECT * FROM alert_standing WHERE monitor = ? AND name = ?",
        row ->
            new AlertStanding(
                Name.of(row.text("monitor")),
                row.text("name"),
                row.text("phase"),
                row.number("streak"),
                row.maybeInstant("fired_at"),
                row.maybeInstant("through"),
                row.maybeText("episode")),
        monitor,
        alert);
  }

  /// Keeps an alert's present state.
  public void save(AlertRecord alert) {
    database.update(
        """
        INSERT INTO alert (id, monitor, name, severity, state, data_at, sentence, began, ended)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, state = excluded.state,
          data_at = excluded.data_at, sentence = excluded.sentence, ended = excluded.ended
        """,
        alert.id(),
        alert.monitor(),
        alert.name(),
        alert.severity(),
        alert.state().name(),
        alert.dataAt(),
        alert.sentence(),
        alert.began(),
        alert.ended());
  }

  /// Newest first.
  public List<AlertRecord> alerts(int limit) {
    return database.query(
        "SELECT * FROM alert ORDER BY number DESC LIMIT ?", Monitoring::alert, limit);
  }

  public Optional<AlertRecord> alert(String id) {
    return database.first("SELECT * FROM alert WHERE id = ?", Monitoring::alert, id);
  }

  private static WindowRecord window(Row row) throws SQLException {
    return new WindowRecord(
        Name.of(row.text("monitor")),
        row.digest("version"),
        row.json("verdict", WindowVerdict.class),
        row.instant("judged"));
  }

  private static AlertRecord alert(Row row) throws SQLException {
    return new AlertRecord(
        row.text("id"),
        Name.of(row.text("monitor")),
        row.text("name"),
        row.text("severity"),
        row.word("state", AlertRecord.State.class),
        row.instant("data_at"),
        row.text("sentence"),
        row.instant("began"),
        row.maybeInstant("ended"));
  }
}
