package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Numbers about the record, each by one small question: for one who asks every few seconds.
public final class Tallies {
  private final Database database;

  Tallies(Database database) {
    this.database = database;
  }

  /// How many rollouts are in each phase; a phase that none is in is missing.
  public Map<Phase, Long> rollouts() {
    Map<Phase, Long> counts = new EnumMap<>(Phase.class);
    database
        .query(
            "SELECT phase, COUNT(*) AS count FROM rollout GROUP BY phase",
            row -> Map.entry(row.word("phase", Phase.class), row.wide("count")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  public long quarantined() {
    return database
        .first("SELECT COUNT(*) AS count FROM quarantine", row -> row.wide("count"))
        .orElse(0L);
  }

  /// What the newest commit that compiles means.
  public Optional<Wanted> wanted() {
    return database.first(
        "SELECT revision, release FROM revision WHERE release IS NOT NULL"
            + " ORDER BY number DESC LIMIT 1",
        row -> new Wanted(row.text("revision"), row.digest("release")));
  }

  public record Wanted(String revision, Digest release) {}

  /// The newest record of each alert.
  public List<Alert> alerts() {
    return database.query(
        "SELECT monitor, name, severity, state, MAX(number) FROM alert GROUP BY monitor, name",
        row ->
            new Alert(
                row.text("monitor"),
                row.text("name"),
                row.text("severity"),
                row.word("state", AlertRecord.State.class)));
  }

  public record Alert(String monitor, String name, String severity, AlertRecord.State state) {}

  /// The steps that have ended, of rollouts after one.
  ///
  /// @param after the number of that rollout; 0 for all
  public List<EndedStep> endedSteps(long after) {
    return database.query(
        """
        SELECT rollout.number AS number, rollout.ended IS NOT NULL AS over, step.*,
          (SELECT json_extract(planned.value, '$.action')
            FROM json_each(rollout.plan, '$.steps') AS planned
            WHERE json_extract(planned.value, '$.id') = step.id) AS action
        FROM rollout JOIN step ON step.rollout = rollout.id
        WHERE rollout.number > ? AND step.began IS NOT NULL AND step.ended IS NOT NULL
        ORDER BY rollout.number
        """,
        Tallies::endedStep,
        after);
  }

  /// @param rollout its number: later rollouts have higher ones
  /// @param isLast whether the rollout has ended, so that no step of it ends any more
  /// @param action the word of [dev.millwright.spec.plan.Step.Action]
  public record EndedStep(
      long rollout,
      boolean isLast,
      String id,
      String action,
      StepState state,
      Instant began,
      Instant ended) {}

  private static EndedStep endedStep(Row row) throws SQLException {
    return new EndedStep(
        row.wide("number"),
        row.number("over") == 1,
        row.text("id"),
        row.maybeText("action").orElse("UNKNOWN"),
        row.word("state", StepState.class),
        row.instant("began"),
        row.instant("ended"));
  }
}
