package dev.millwright.offline.ingest;

import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.runtime.feature.Row;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of a set as the offline store keeps them: entities, `__available`, `__timestamp`,
/// `__offset`, stored columns.
///
/// @param layout the set's layout
public record StoredRows(SetLayout layout) {
  public static final String AVAILABLE = "__available";
  public static final String TIMESTAMP = "__timestamp";

  public static StoredRows of(FeatureSet set) {
    return new StoredRows(SetLayout.of(set));
  }

  /// A key as one text that is equal when the values are, and null when one of them is.
  ///
  /// @param columns SQL of each entity's value
  public static String key(List<String> columns) {
    return columns.stream()
        .map(
            column ->
                "(length(CAST(%1$s AS VARCHAR)) || ':' || CAST(%1$s AS VARCHAR))".formatted(column))
        .collect(Collectors.joining(" || "));
  }

  /// The key of a stored row.
  public String key() {
    return key(entities());
  }

  public List<String> entities() {
    return layout.set().entities().stream().map(entity -> Sql.name(entity.name())).toList();
  }

  /// A query over parts: key, entities, times, offset and stored columns, by key and then in row
  /// order.
  public String sorted(List<Path> parts) {
    String entities =
        layout.set().entities().stream()
            .map(entity -> Values.selected(Sql.name(entity.name()), entity.type()))
            .collect(Collectors.joining(", "));
    String columns =
        layout.columns().stream()
            .map(column -> ", " + Values.selected(Sql.name(column.name()), column.type()))
            .collect(Collectors.joining());
    return "SELECT %s AS __key, %s, %s, %s, %s%s FROM %s WHERE __key IS NOT NULL ORDER BY __key, %s, %s, %s"
        .formatted(
            key(),
            AVAILABLE,
            TIMESTAMP,
            SourceQuery.OFFSET,
            entities,
            columns,
            table(parts),
            AVAILABLE,
            TIMESTAMP,
            SourceQuery.OFFSET);
  }

  /// The row that [#sorted] answers.
  public Row row(ResultSet result) throws SQLException {
    int first = 5 + layout.set().entities().size();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < layout.columns().size(); i++) {
      values.add(Values.read(result, first + i, layout.columns().get(i).type()));
    }
    return new Row(
        result.getLong(2),
        result.getLong(3),
        result.getLong(4),
        Collections.unmodifiableList(values));
  }

  /// The key's values in the row that [#sorted] answers.
  public List<@Nullable Object> entity(ResultSet result) throws SQLException {
    List<@Nullable Object> entity = new ArrayList<>();
    for (int i = 0; i < layout.set().entities().size(); i++) {
      entity.add(Values.read(result, 5 + i, layout.set().entities().get(i).type()));
    }
    return entity;
  }

  /// Parts as a table; without parts an empty one of the same columns.
  public String table(List<Path> parts) {
    if (!parts.isEmpty()) {
      return "read_parquet(" + Sql.files(parts) + ")";
    }
    String columns =
        Stream.concat(layout.set().entities().stream(), layout.columns().stream())
            .map(StoredRows::nothing)
            .distinct()
            .collect(Collectors.joining(", "));
    return "(SELECT CAST(0 AS BIGINT) AS %s, CAST(0 AS BIGINT) AS %s, CAST(0 AS BIGINT) AS %s, %s WHERE FALSE)"
        .formatted(AVAILABLE, TIMESTAMP, SourceQuery.OFFSET, columns);
  }

  private static String nothing(NamedType column) {
    return "CAST(NULL AS " + Values.type(column.type()) + ") AS " + Sql.name(column.name());
  }
}
