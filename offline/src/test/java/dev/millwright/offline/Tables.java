package dev.millwright.offline;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.spec.expression.NamedType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
            .map(column -> Sql.name(column.name()) + " " + Values.type(column.type().base()))
            .collect(Collectors.joining(", "));
    String format = file.toString().endsWith(".csv") ? "csv, HEADER" : "parquet";
    try (Engine engine = Engine.open(file.getParent())) {
      engine.run("CREATE TABLE source (" + declared + ")");
      try (DuckDBAppender appender = engine.jdbc().createAppender("source")) {
        for (List<?> row : rows) {
          appender.beginRow();
          for (Object value : row) {
            append(appender, value);
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
            .map(column -> Values.selected(Sql.name(column.name()), column.type().base()))
            .collect(Collectors.joining(", "));
    List<List<Object>> rows = new ArrayList<>();
    try (Engine engine = Engine.open(file.getParent())) {
      engine.each(
          "SELECT " + selected + " FROM read_parquet(" + Sql.text(file.toString()) + ")",
          row -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
              values.add(Values.read(row, i + 1, columns.get(i).type().base()));
            }
            rows.add(values);
          });
    }
    return rows;
  }

  private static void append(DuckDBAppender appender, Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case Boolean truth -> appender.append(truth.booleanValue());
      case Integer number -> appender.append(number.intValue());
      case Long number -> appender.append(number.longValue());
      case Float number -> appender.append(number.floatValue());
      case Double number -> appender.append(number.doubleValue());
      case String text -> appender.append(text);
      case Instant instant -> appender.append(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      default -> throw new IllegalArgumentException(value.getClass().toString());
    }
  }
}
