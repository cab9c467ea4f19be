package dev.millwright.offline.sql;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;

/// A table: for each type columns `type_a`, `type_b` and `type_c`, such that every pair of edge
/// values of a type stands in some row's `a` and `b`.
record EdgeTable(List<NamedType> columns, List<Object[]> rows) {
  private static final List<String> SUFFIXES = List.of("_a", "_b", "_c");

  static EdgeTable whole() {
    List<NamedType> columns = new ArrayList<>();
    int most = 0;
    for (BaseType type : BaseType.values()) {
      most = Math.max(most, EdgeValues.of(type).size());
      SUFFIXES.forEach(
          suffix -> columns.add(new NamedType(type + suffix, DataType.of(type).orNull())));
    }
    // Some more rows than the longest square, so that types also meet in changing pairs.
    List<Object[]> rows = IntStream.range(0, most * most + 137).mapToObj(EdgeTable::row).toList();
    return new EdgeTable(columns, rows);
  }

  /// Every so many-th row.
  EdgeTable thinned(int step) {
    return new EdgeTable(
        columns,
        IntStream.range(0, rows.size())
            .filter(row -> row % step == 0)
            .mapToObj(rows::get)
            .toList());
  }

  List<String> names() {
    return columns.stream().map(NamedType::name).toList();
  }

  void fill(Engine engine, String name) throws SQLException {
    List<String> declared = new ArrayList<>(List.of("__row BIGINT"));
    columns.forEach(
        column -> declared.add(Sql.name(column.name()) + " " + Values.type(column.type().base())));
    engine.run("CREATE OR REPLACE TABLE " + name + " (" + String.join(", ", declared) + ")");
    try (DuckDBAppender appender = engine.jdbc().createAppender(name)) {
      for (int i = 0; i < rows.size(); i++) {
        appender.beginRow();
        appender.append((long) i);
        for (Object value : rows.get(i)) {
          append(appender, value);
        }
        appender.endRow();
      }
    }
  }

  private static Object[] row(int row) {
    List<Object> values = new ArrayList<>();
    for (BaseType type : BaseType.values()) {
      List<Object> edges = EdgeValues.of(type);
      int size = edges.size();
      values.add(edges.get(row % size));
      values.add(edges.get(row / size % size));
      values.add(edges.get((row * 7 + row / size + 3) % size));
    }
    return values.toArray();
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
      case byte[] bytes -> appender.append(bytes);
      case Instant instant -> appender.append(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
      case LocalDate date -> appender.append(date);
      default -> throw new IllegalArgumentException(value.getClass().toString());
    }
  }
}
