package dev.millwright.offline.join;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.ingest.SourceQuery;
import dev.millwright.offline.ingest.StoredRows;
import dev.millwright.offline.sql.DuckDbSql;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Join;
import dev.millwright.spec.resource.FeatureVector.Selected;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes a vector's examples: every row of the label's set in a stretch of time whose label was
/// known by a cut-off, with each selected feature as it was known at the row's event time.
///
/// Exactly those rows come back, in the order of time, key and source, duplicates included. The
/// same snapshots give the same bytes.
public final class PointInTimeJoin {
  private static final String EXAMPLE = "__example";

  private final Engine engine;
  private final FeatureVector vector;
  private final Map<Name, SetAt> sets;

  /// @param sets every set that the vector selects from, the label's included
  public PointInTimeJoin(Engine engine, FeatureVector vector, Map<Name, SetAt> sets) {
    this.engine = engine;
    this.vector = vector;
    this.sets = sets;
  }

  /// Writes the examples as a Parquet file: `__time` (microseconds since the epoch), the label, the
  /// request's fields, the derived values, the features by alias.
  public void write(Stretch stretch, Path target) throws IOException, SQLException {
    FeatureVector.FeatureReference label =
        vector
            .label()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        vector.metadata().name() + " has no label, so it has no examples"));
    SetAt examples = set(label.featureSet());
    engine.run("CREATE OR REPLACE TABLE examples AS " + examples(examples, stretch));
    List<Name> joined = new ArrayList<>();
    for (Map.Entry<Name, List<Selected>> selection : selections().entrySet()) {
      SetAt set = seen(set(selection.getKey()));
      join(set, selection.getValue(), examples, "joined_" + joined.size());
      joined.add(selection.getKey());
    }
    engine.run(
        "COPY ("
            + result(label.feature(), joined)
            + ") TO "
            + Sql.text(target.toString())
            + " (FORMAT parquet, COMPRESSION zstd)");
  }

  private void join(SetAt set, List<Selected> selected, SetAt examples, String table)
      throws IOException, SQLException {
    List<String> keys =
        set.set().entities().stream().map(entity -> field(entity.name(), examples.set())).toList();
    if (PlainJoin.fits(set, selected)) {
      new PlainJoin(engine, set, selected, table).run(parts(set), keys);
    } else {
      new SetJoin(engine, set, selected, table).run(parts(set), StoredRows.key(keys));
    }
  }

  private Map<Name, List<Selected>> selections() {
    return vector.features().stream()
        .collect(
            Collectors.groupingBy(
                selected -> selected.feature().featureSet(), TreeMap::new, Collectors.toList()));
  }

  private SetAt seen(SetAt set) {
    return new SetAt(vector.seen(set.set()), set.offline(), set.snapshot());
  }

  private SetAt set(Name name) {
    SetAt set = sets.get(name);
    if (set == null) {
      throw new IllegalArgumentException(
          vector.metadata().name() + " selects from " + name + ", which is not given");
    }
    return set;
  }

  private static List<Path> parts(SetAt set) throws IOException {
    return new OfflineStore(set.offline()).require(set.snapshot()).files(set.offline());
  }

  private String examples(SetAt set, Stretch stretch) throws IOException {
    StoredRows rows = StoredRows.of(set.set());
    String order = String.join(", ", rows.entities());
    return "SELECT row_number() OVER (ORDER BY __timestamp, %s, %s) AS %s, * FROM %s WHERE %s"
        .formatted(order, SourceQuery.OFFSET, EXAMPLE, rows.table(parts(set)), stretch.condition());
  }

  /// A field of an example: the event time's column is kept as `__timestamp`.
  private static String field(String name, FeatureSet examples) {
    return examples.timestamp().filter(name::equals).isPresent()
        ? "make_timestamp(__timestamp)"
        : Sql.name(name);
  }

  private String result(String label, List<Name> joined) {
    List<String> columns =
        new ArrayList<>(List.of("__timestamp AS __time", "\"__label value\" AS __label"));
    FeatureSet examples = set(vector.label().orElseThrow().featureSet()).set();
    String request =
        vector.request().stream()
            .map(field -> cast(field, examples))
            .collect(Collectors.joining(", "));
    vector.request().forEach(field -> columns.add(Sql.name(field.name())));
    vector
        .derive()
        .forEach(
            (name, formula) ->
                columns.add(DuckDbSql.render(formula.expression()) + " AS " + Sql.name(name)));
    vector
        .features()
        .forEach(
            selected ->
                columns.add(
                    Sql.name("feature " + selected.alias()) + " AS " + Sql.name(selected.alias())));
    StringBuilder from =
        new StringBuilder(
            "(SELECT "
                + EXAMPLE
                + ", __timestamp, "
                + Sql.name(label)
                + " AS \"__label value\""
                + (request.isEmpty() ? "" : ", " + request)
                + " FROM examples)");
    for (int i = 0; i < joined.size(); i++) {
      from.append(" JOIN joined_").append(i).append(" USING (").append(EXAMPLE).append(')');
    }
    return "SELECT "
        + String.join(", ", columns)
        + " FROM "
        + from
        + inner(joined)
        + " ORDER BY "
        + EXAMPLE;
  }

  private String inner(List<Name> joined) {
    if (vector.join() == Join.LEFT || joined.isEmpty()) {
      return "";
    }
    List<String> found = new ArrayList<>();
    for (int i = 0; i < joined.size(); i++) {
      found.add("joined_" + i + ".__found");
    }
    return " WHERE " + String.join(" AND ", found);
  }

  private static String cast(NamedType field, FeatureSet examples) {
    return field(field.name(), examples) + " AS " + Sql.name(field.name());
  }
}
