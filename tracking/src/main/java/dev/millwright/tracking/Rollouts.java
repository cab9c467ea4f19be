package dev.millwright.tracking;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.Plan;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Rollouts' intent, newest first where listed.
public final class Rollouts {
  private static final String SAVE =
      """
      INSERT INTO rollout (id, base, good, target, revision, plan, phase, percent, cause, successor,
        began, changed, ended)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, percent = excluded.percent,
        cause = excluded.cause, successor = excluded.successor, changed = excluded.changed,
        ended = excluded.ended
      """;

  private final Database database;

  Rollouts(Database database) {
    this.database = database;
  }

  /// Keeps the whole record in one transaction. What a rollout began with never changes.
  public void save(RolloutRecord rollout) {
    database.atomically(
        () -> {
          saveHead(rollout);
          rollout.steps().forEach(step -> saveStep(rollout.id(), step));
          return rollout;
        });
  }

  public Optional<RolloutRecord> find(String id) {
    return database.first("SELECT * FROM rollout WHERE id = ?", this::rollout, id);
  }

  /// The one that has not come to its end, if any.
  public Optional<RolloutRecord> inProgress() {
    return database.first(
        "SELECT * FROM rollout WHERE ended IS NULL ORDER BY number DESC LIMIT 1", this::rollout);
  }

  public Optional<RolloutRecord> latest() {
    return list(1).stream().findFirst();
  }

  public List<RolloutRecord> list(int limit) {
    return database.query(
        "SELECT * FROM rollout ORDER BY number DESC LIMIT ?", this::rollout, limit);
  }

  private void saveHead(RolloutRecord rollout) {
    database.update(
        SAVE,
        rollout.id(),
        rollout.base(),
        rollout.good(),
        rollout.target(),
        rollout.revision(),
        Json.write(rollout.plan()),
        rollout.phase().name(),
        rollout.percent(),
        rollout.cause(),
        rollout.successor(),
        rollout.began(),
        rollout.changed(),
        rollout.ended());
  }

  private void saveStep(String rollout, StepRecord step) {
    database.update(
        "INSERT OR REPLACE INTO step (rollout, id, state, cursor, began, ended, cause)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        rollout,
        step.id(),
        step.state().name(),
        step.cursor(),
        step.began(),
        step.ended(),
        step.cause());
  }

  private RolloutRecord rollout(Row row) throws SQLException {
    Plan plan = row.json("plan", Plan.class);
    return new RolloutRecord(
        row.text("id"),
        row.maybeDigest("base"),
        row.maybeDigest("good"),
        row.digest("target"),
        row.text("revision"),
        plan,
        row.word("phase", Phase.class),
        row.number("percent"),
        steps(row.text("id"), plan),
        row.maybeText("cause"),
        row.maybeDigest("successor"),
        row.instant("began"),
        row.instant("changed"),
        row.maybeInstant("ended"));
  }

  private List<StepRecord> steps(String rollout, Plan plan) {
    List<StepRecord> steps =
        database.query("SELECT * FROM step WHERE rollout = ?", Rollouts::step, rollout);
    return plan.steps().stream()
        .flatMap(planned -> steps.stream().filter(step -> step.id().equals(planned.id())))
        .toList();
  }

  private static StepRecord step(Row row) throws SQLException {
    return new StepRecord(
        row.text("id"),
        row.word("state", StepState.class),
        row.number("cursor"),
        row.maybeInstant("began"),
        row.maybeInstant("ended"),
        row.maybeText("cause"));
  }
}
