package dev.millwright.offline.ingest;

import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.offline.sql.DuckDbSql;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Derive;
import dev.millwright.spec.resource.FeatureSet.Files;
import dev.millwright.spec.resource.FeatureSet.Filter;
import dev.millwright.spec.resource.FeatureSet.Recorded;
import dev.millwright.spec.resource.FeatureSet.Transform;
import dev.millwright.spec.resource.PlannedSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A feature set's source with its transformation as one SQL query: all columns, and `__offset`,
/// the row's place in the source.
///
/// @param files in order of path
public record SourceQuery(FeatureSet set, List<Path> files) {
  /// The column with a row's place.
  public static final String OFFSET = "__offset";

  /// RFC 4180, said in full: nothing is guessed from what the texts look like.
  private static final String CSV =
      ", header = true, delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false, all_varchar = true, parallel = false";

  private static final String FILE_SHIFT = "1099511627776";

  public SourceQuery {
    files = List.copyOf(files);
  }

  /// The query.
  public String sql() {
    String query = source();
    Set<String> present =
        new TreeSet<>(set.source().columns().stream().map(NamedType::name).toList());
    for (Transform step : set.transform()) {
      query = step(query, step, present);
      if (step instanceof Derive(var columns)) {
        present.addAll(columns.keySet());
      }
    }
    return query;
  }

  private String source() {
    List<String> readers = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      readers.add(file(files.get(i), i));
    }
    return readers.isEmpty() ? empty() : String.join(" UNION ALL ", readers);
  }

  private String file(Path file, int index) {
    String offset = "(" + index + " * " + FILE_SHIFT + " + row_number() OVER ()) AS " + OFFSET;
    return "SELECT " + columns() + ", " + offset + " FROM " + reader(file);
  }

  private String columns() {
    return set.source().columns().stream().map(this::column).collect(Collectors.joining(", "));
  }

  private String column(NamedType column) {
    String value =
        switch (set.source()) {
          // An empty text that is quoted is a text; of any other type it is nothing.
          case Files files when isCsv(files) && column.type().base() != BaseType.STRING ->
              "NULLIF(" + Sql.name(column.name()) + ", '')";
          case Files _ -> Sql.name(column.name());
          case Recorded _ ->
              column.type().base().isScalar()
                  ? recorded(column.name(), "->>")
                  : CanonicalSql.ofJson(recorded(column.name(), "->"), column.type());
          case PlannedSource it -> throw notRead(it);
        };
    return CanonicalSql.of(value, column.type()) + " AS " + Sql.name(column.name());
  }

  /// A recorded line holds ids at its top, then what was asked, what was looked up and what was
  /// answered.
  private static String recorded(String name, String arrow) {
    String path = Sql.text("$.\"" + name + "\"");
    return "COALESCE(json %2$s %1$s, json -> 'outputs' %2$s %1$s, json -> 'request' %2$s %1$s, json -> 'inputs' %2$s %1$s)"
        .formatted(path, arrow);
  }

  private String reader(Path file) {
    String quoted = Sql.text(file.toString());
    return switch (set.source()) {
      case Recorded _ -> "read_ndjson_objects(" + quoted + ")";
      case PlannedSource it -> throw notRead(it);
      case Files files ->
          isCsv(files) ? "read_csv(" + quoted + CSV + ")" : "read_parquet(" + quoted + ")";
    };
  }

  /// A platform refuses such a commit before it comes here.
  private static IllegalArgumentException notRead(PlannedSource source) {
    return new IllegalArgumentException("nothing reads from " + source.connection() + " yet");
  }

  private static boolean isCsv(Files files) {
    return files.path().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  private String empty() {
    String columns =
        set.source().columns().stream()
            .map(
                column ->
                    "CAST(NULL AS "
                        + Values.type(column.type())
                        + ") AS "
                        + Sql.name(column.name()))
            .collect(Collectors.joining(", "));
    return "SELECT " + columns + ", CAST(0 AS BIGINT) AS " + OFFSET + " WHERE FALSE";
  }

  private static String step(String query, Transform step, Set<String> present) {
    return switch (step) {
      case Filter(var condition) ->
          "SELECT * FROM (" + query + ") WHERE " + DuckDbSql.render(condition.expression());
      case FeatureSet.Custom it ->
          throw new IllegalArgumentException("nothing runs " + it.function() + " as a step yet");
      case FeatureSet.Shorthand it ->
          throw new IllegalArgumentException("a release holds none: " + it);
      case Derive(var columns) -> {
        String derived =
            columns.entrySet().stream()
                .map(
                    column ->
                        DuckDbSql.render(column.getValue().expression())
                            + " AS "
                            + Sql.name(column.getKey()))
                .collect(Collectors.joining(", "));
        yield "SELECT *"
            + without(columns.keySet(), present)
            + ", "
            + derived
            + " FROM ("
            + query
            + ")";
      }
    };
  }

  /// A derived column may take the place of one that is there.
  private static String without(Set<String> derived, Set<String> present) {
    List<String> replaced = derived.stream().filter(present::contains).map(Sql::name).toList();
    return replaced.isEmpty() ? "" : " EXCLUDE (" + String.join(", ", replaced) + ")";
  }
}
