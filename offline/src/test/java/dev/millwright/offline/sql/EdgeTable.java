package dev.millwright.offline.sql;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.duckdb.Values;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;

/// A table: for each type columns `type_a`, `type_b` and `type_c`, such that every pair of edge
/// values of a type stands in some row's `a` and `b`.
record EdgeTable(List<NamedType> columns, List<Object[]> rows) {
  private static final List<String> SUFFIXES = List.of("_a", "_b", "_c");

  /// Of which there is no end, the ones at which engines could differ, by the name of a column.
  private static final List<NamedType> SEVERAL =
      List.of(
          new NamedType("longs", DataType.parse("list<int64?>")),
          new NamedType("doubles", DataType.parse("list<float64?>")),
          new NamedType("texts", DataType.parse("list<string>")),
          new NamedType("times", DataType.parse("list<timestamp>")),
          new NamedType("days", DataType.parse("list<date?>")),
          new NamedType("nested", DataType.parse("list<list<int32>?>")),
          new NamedType("vector", DataType.parse("vector<float32, 3>")));

  static EdgeTable whole() {
    List<NamedType> columns = new ArrayList<>();
    int most = 0;
    for (NamedType type : types()) {
      most = Math.max(most, EdgeValues.of(type.type()).size());
      SUFFIXES.forEach(
          suffix -> columns.add(new NamedType(type.name() + suffix, type.type().orNull())));
    }
    // Some more rows than the longest square, so that types also meet in changing pairs.
    List<Object[]> rows = IntStream.range(0, most * most + 137).mapToObj(EdgeTable::row).toList();
    return new EdgeTable(columns, rows);
  }

  private static List<NamedType> types() {
    Stream<NamedType> scalars =
        Stream.of(BaseType.values())
            .filter(BaseType::isScalar)
            .map(type -> new NamedType(type.toString(), DataType.of(type)));
    return Stream.concat(scalars, SEVERAL.stream()).toList();
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
        column -> declared.add(Sql.name(column.name()) + " " + Values.type(column.type())));
    engine.run("CREATE OR REPLACE TABLE " + name + " (" + String.join(", ", declared) + ")");
    try (DuckDBAppender appender = engine.jdbc().createAppender(name)) {
      for (int i = 0; i < rows.size(); i++) {
        appender.beginRow();
        appender.append((long) i);
        for (Object value : rows.get(i)) {
          Values.append(appender, value);
        }
        appender.endRow();
      }
    }
  }

  private static Object[] row(int row) {
    List<Object> values = new ArrayList<>();
    for (NamedType type : types()) {
      List<Object> edges = EdgeValues.of(type.type());
      int size = edges.size();
      values.add(edges.get(row % size));
      values.add(edges.get(row / size % size));
      values.add(edges.get((row * 7 + row / size + 3) % size));
    }
    return values.toArray();
  }
}
