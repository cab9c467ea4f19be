package dev.millwright.tracking;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Runs and the series that they logged; newest first where listed.
public final class Runs {
  private static final String SAVE =
      """
      INSERT INTO run (id, kind, state, component, version, revision, rollout, parameters, inputs,
        outputs, artifacts, result, cause, created, started, ended)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, outputs = excluded.outputs,
        artifacts = excluded.artifacts, result = excluded.result, cause = excluded.cause,
        rollout = excluded.rollout, started = excluded.started, ended = excluded.ended
      """;

  private final Database database;

  Runs(Database database) {
    this.database = database;
  }

  /// Keeps the whole record.
  public void save(RunRecord run) {
    database.update(
        SAVE,
        run.id(),
        run.kind(),
        run.state().name(),
        run.component(),
        run.version(),
        run.revision(),
        run.rollout(),
        Json.write(run.parameters()),
        Json.write(run.inputs()),
        Json.write(run.outputs()),
        Json.write(run.artifacts()),
        run.result().map(Json::write),
        run.cause(),
        run.created(),
        run.started(),
        run.ended());
  }

  public Optional<RunRecord> find(String id) {
    return database.first("SELECT * FROM run WHERE id = ?", Runs::run, id);
  }

  public List<RunRecord> list(int limit) {
    return database.query("SELECT * FROM run ORDER BY number DESC LIMIT ?", Runs::run, limit);
  }

  public List<RunRecord> of(Address component, int limit) {
    return database.query(
        "SELECT * FROM run WHERE component = ? ORDER BY number DESC LIMIT ?",
        Runs::run,
        component,
        limit);
  }

  /// All that are pending or running.
  public List<RunRecord> unfinished() {
    return database.query(
        "SELECT * FROM run WHERE state IN ('PENDING', 'RUNNING') ORDER BY number DESC", Runs::run);
  }

  /// Adds a point to a series; the first point of a step holds.
  public void log(String run, Metric metric) {
    database.update(
        "INSERT INTO metric (run, name, step, at, value) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        run,
        metric.name(),
        metric.step(),
        metric.at(),
        Double.isNaN(metric.value()) ? null : metric.value());
  }

  /// By name, then step.
  public List<Metric> metrics(String run) {
    return database.query(
        "SELECT * FROM metric WHERE run = ? ORDER BY name, step",
        row -> new Metric(row.text("name"), row.wide("step"), row.instant("at"), row.real("value")),
        run);
  }

  private static RunRecord run(Row row) throws SQLException {
    return new RunRecord(
        row.text("id"),
        row.text("kind"),
        row.word("state", RunState.class),
        Address.parse(row.text("component")),
        row.digest("version"),
        row.maybeText("revision"),
        row.maybeText("rollout"),
        row.jsonMap("parameters", String.class),
        row.jsonMap("inputs", Digest.class),
        row.jsonMap("outputs", String.class),
        row.jsonMap("artifacts", Digest.class),
        row.maybeText("result").map(text -> Json.read(text, JobResult.class)),
        row.maybeText("cause"),
        row.instant("created"),
        row.maybeInstant("started"),
        row.maybeInstant("ended"));
  }
}
