package dev.millwright.offline.join;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.offline.ingest.StoredRows;
import dev.millwright.runtime.feature.EntityRows;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.Status;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureVector.Selected;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// The features of one set for every example, as a table: both sides are read by key and time, one
/// key's rows in memory at a time.
///
/// @param table the table to make: `__example`, `__found`, a column a selected feature
record SetJoin(Engine engine, SetAt set, List<Selected> selected, String table) {
  /// @param key SQL of the key over `examples`
  void run(List<Path> parts, String key) throws SQLException {
    engine.run(
        "CREATE OR REPLACE TABLE "
            + table
            + " (__example BIGINT, __found BOOLEAN, "
            + columns()
            + ")");
    StoredRows stored = StoredRows.of(set.set());
    // Ordering by the key's bytes in both queries lets the two streams meet.
    String examples =
        "SELECT __example, __timestamp, %s AS __key FROM examples ORDER BY __key NULLS FIRST, __timestamp"
            .formatted(key);
    try (Engine left = engine.sibling();
        Engine right = engine.sibling();
        Statement exampleStatement = left.jdbc().createStatement();
        Statement rowStatement = right.jdbc().createStatement();
        ResultSet example = exampleStatement.executeQuery(examples);
        ResultSet row = rowStatement.executeQuery(stored.sorted(parts));
        DuckDBAppender appender = engine.jdbc().createAppender(table)) {
      merge(example, new KeyedRows(stored, row), appender);
    }
  }

  private void merge(ResultSet example, KeyedRows rows, DuckDBAppender appender)
      throws SQLException {
    @Nullable String key = null;
    EntityRows history = rows.none();
    while (example.next()) {
      String next = example.getString(3);
      if (next == null) {
        history = rows.none();
      } else if (!next.equals(key)) {
        key = next;
        history = rows.of(next);
      }
      append(appender, example.getLong(1), history.at(example.getLong(2)));
    }
  }

  private void append(DuckDBAppender appender, long example, List<FeatureValue> values)
      throws SQLException {
    appender.beginRow();
    appender.append(example);
    appender.append(values.getFirst().status() != Status.NOT_FOUND);
    for (Selected feature : selected) {
      int index = index(feature);
      Values.append(appender, values.get(index).value());
    }
    appender.endRow();
  }

  private int index(Selected feature) {
    return index(set.set(), feature);
  }

  /// Where a set declares a feature that is selected of it.
  static int index(FeatureSet set, Selected feature) {
    List<String> names = set.features().stream().map(Feature::name).toList();
    return names.indexOf(feature.feature().feature());
  }

  private String columns() {
    return selected.stream()
        .map(feature -> Sql.name("feature " + feature.alias()) + " " + Values.type(type(feature)))
        .collect(Collectors.joining(", "));
  }

  private DataType type(Selected feature) {
    return set.set().features().get(index(feature)).type();
  }
}
