package dev.millwright.offline.ingest;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.sql.DuckDbSql;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.runtime.feature.SetLayout.Plain;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Policy;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds rows at hand, in the table `known`, to the policies of the features that are columns;
/// windows are judged where they are read.
record Policies(Engine engine, FeatureSet set) {
  /// Counts violations, and warns, drops, sets aside or fails as each policy says.
  SortedMap<String, Long> apply() throws SQLException, IngestException {
    SortedMap<String, Long> violations = new TreeMap<>();
    engine.run(
        "CREATE OR REPLACE TABLE quarantined AS SELECT *, '' AS __reason FROM known WHERE FALSE");
    SetLayout layout = SetLayout.of(set);
    for (int i = 0; i < set.features().size(); i++) {
      if (layout.features().get(i) instanceof Plain) {
        for (Policy policy : set.features().get(i).policy()) {
          violations.merge(
              set.features().get(i).name(), apply(set.features().get(i), policy), Long::sum);
        }
      }
    }
    return violations;
  }

  private long apply(Feature feature, Policy policy) throws SQLException, IngestException {
    String violated =
        Sql.name(feature.name())
            + " IS NOT NULL AND NOT ("
            + DuckDbSql.render(policy.check().expression())
            + ")";
    long count = engine.count("SELECT count(*) FROM known WHERE " + violated);
    if (count == 0) {
      return 0;
    }
    String reason = feature.name() + ": " + policy.check().text();
    switch (policy.onViolation()) {
      case WARN -> {}
      case DROP -> engine.run("DELETE FROM known WHERE " + violated);
      case QUARANTINE -> {
        engine.run(
            "INSERT INTO quarantined SELECT *, "
                + Sql.text(reason)
                + " FROM known WHERE "
                + violated);
        engine.run("DELETE FROM known WHERE " + violated);
      }
      case FAIL ->
          throw new IngestException(
              "%d rows break the policy `%s`; the snapshot before stays".formatted(count, reason));
    }
    return count;
  }
}
