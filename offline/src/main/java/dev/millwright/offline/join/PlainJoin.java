package dev.millwright.offline.join;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.offline.ingest.StoredRows;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.runtime.feature.SetLayout.Plain;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureVector.Selected;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The features of one set for every example, where none of them is a window: one query finds the
/// place of the row that holds for each example, and a second pass over the rows fetches what is
/// selected of it. The rules are those of [EntityRows].
///
/// @param table the table to make: `__example`, `__found`, a column a selected feature
record PlainJoin(Engine engine, SetAt set, List<Selected> selected, String table) {
  // Time and place in the source as one number: of rows of one time the last one holds.
  private static final String MOMENT = "(%s::HUGEINT * 9223372036854775808 + %s)";
  private static final String LAST_PLACE = "9223372036854775807";

  /// Whether all that is selected of a set are columns as they are.
  static boolean fits(SetAt set, List<Selected> selected) {
    SetLayout layout = SetLayout.of(set.set());
    return selected.stream()
        .allMatch(each -> layout.features().get(SetJoin.index(set.set(), each)) instanceof Plain);
  }

  /// @param keys SQL over `examples` of each of the set's entities
  void run(List<Path> parts, List<String> keys) throws SQLException {
    String rows = StoredRows.of(set.set()).table(parts);
    engine.run(
        """
        CREATE OR REPLACE TABLE %s AS
        WITH example AS (SELECT __example, __timestamp AS __at, %s AS __until, %s FROM examples),
          place AS (%s),
          holding AS (
            SELECT __example, __at, __available, __offset
            FROM example ASOF LEFT JOIN place ON %s AND __until >= __from)
        SELECT __example, holding.__offset IS NOT NULL AS __found, %s
        FROM holding LEFT JOIN %s r USING (__available, __offset)
        """
            .formatted(
                table,
                until(),
                each(keys.size(), i -> keys.get(i) + " AS __sought" + i),
                places(rows),
                each(keys.size(), i -> "__sought%1$d = __key%1$d".formatted(i), " AND "),
                selected.stream().map(this::feature).collect(Collectors.joining(", ")),
                rows));
  }

  private boolean isKnownLater() {
    return set.set().availableAt().isPresent();
  }

  private String until() {
    return isKnownLater() ? "__timestamp" : MOMENT.formatted("__timestamp", LAST_PLACE);
  }

  /// A row each that holds from some moment on. Rows that become known in the order of their event
  /// times all do; of others only those that are newer than all that were known before.
  private String places(String rows) {
    List<String> entities = StoredRows.of(set.set()).entities();
    String keys = each(entities.size(), i -> entities.get(i) + " AS __key" + i);
    if (!isKnownLater()) {
      return "SELECT %s, __available, __offset, %s AS __from FROM %s"
          .formatted(keys, MOMENT.formatted("__available", "__offset"), rows);
    }
    return """
        SELECT %s, __available, __offset, __available AS __from FROM %s
        WINDOW known AS (PARTITION BY %s ORDER BY __available, __timestamp, __offset)
        QUALIFY __timestamp = max(__timestamp) OVER (known ROWS UNBOUNDED PRECEDING)
          AND lead(__available) OVER known IS DISTINCT FROM __available
        """
        .formatted(keys, rows, String.join(", ", entities));
  }

  /// A row that is too old holds, and says nothing.
  private String feature(Selected feature) {
    int index = SetJoin.index(set.set(), feature);
    String type = Values.type(set.set().features().get(index).type());
    String value = "CAST(r.%s AS %s)".formatted(Sql.name(feature.feature().feature()), type);
    String fresh =
        set.set()
            .maxAge()
            .map(age -> age.toNanos() / 1_000)
            .map(
                micros -> "CASE WHEN __at - r.__timestamp <= " + micros + " THEN " + value + " END")
            .orElse(value);
    return fresh + " AS " + Sql.name("feature " + feature.alias());
  }

  private static String each(int count, IntFunction<String> sql) {
    return each(count, sql, ", ");
  }

  private static String each(int count, IntFunction<String> sql, String between) {
    return IntStream.range(0, count).mapToObj(sql).collect(Collectors.joining(between));
  }
}
