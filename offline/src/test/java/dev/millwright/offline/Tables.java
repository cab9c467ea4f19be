package dev.millwright.offline;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.spec.expression.NamedType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/// Writes rows as source files and reads Parquet files back.
public final class Tables {
  private Tables() {}

  /// Writes a Parquet file, or a CSV file when it is called so.
  public static Path write(Path file, List<NamedType> columns, List<? extends List<?>> rows)
      throws SQLException {
    String declared =
        columns.stream()
            .map(column -> Sql.name(column.name()) + " " + Values.type(column.type()))
            .collect(Collectors.joining(", "));
    String format = file.toString().endsWith(".csv") ? "csv, HEADER" : "parquet";
    try (Engine engine = Engine.open(file.getParent())) {
      engine.run("CREATE TABLE source (" + declared + ")");
      try (DuckDBAppender appender = engine.jdbc().createAppender("source")) {
        for (List<?> row : rows) {
          appender.beginRow();
          for (Object value : row) {
            Values.append(appender, value);
          }
          appender.endRow();
        }
      }
      engine.run("COPY source TO " + Sql.text(file.toString()) + " (FORMAT " + format + ")");
    }
    return file;
  }

  /// The rows of a Parquet file, in order.
  public static List<List<Object>> read(Path file, List<NamedType> columns) throws SQLException {
    String selected =
        columns.stream()
            .map(column -> Values.selected(Sql.name(column.name()), column.type()))
            .collect(Collectors.joining(", "));
    List<List<Object>> rows = new ArrayList<>();
    try (Engine engine = Engine.open(file.getParent())) {
      engine.each(
          "SELECT " + selected + " FROM read_parquet(" + Sql.text(file.toString()) + ")",
          row -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
              values.add(Values.read(row, i + 1, columns.get(i).type()));
            }
            rows.add(values);
          });
    }
    return rows;
  }
}
