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
import java.util.Arrays;
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
      most = Math.max(most, edges(type).size());
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
      List<Object> edges = edges(type);
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

  static List<Object> edges(BaseType type) {
    return switch (type) {
      case BOOL -> Arrays.asList(null, true, false);
      case INT32 ->
          Arrays.asList(null, 0, 1, -1, 2, 7, -60, Integer.MAX_VALUE, Integer.MIN_VALUE, 16777217);
      case INT64 -> longs();
      case FLOAT32 -> floats();
      case FLOAT64 -> doubles();
      case STRING -> texts();
      case BYTES ->
          Arrays.asList(null, new byte[0], new byte[] {0}, new byte[] {127}, new byte[] {-128, 1});
      case TIMESTAMP -> instants();
      case DATE -> dates();
    };
  }

  private static List<Object> longs() {
    return Arrays.asList(
        null,
        0L,
        1L,
        -1L,
        2L,
        3L,
        -7L,
        1_000_000L,
        (1L << 24) + 1,
        (1L << 31),
        -(1L << 31) - 1,
        (1L << 53) + 1,
        // Twice rounded, by way of a double, it becomes another float.
        (1L << 60) + (1L << 36) + 1,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1);
  }

  private static List<Object> floats() {
    return Arrays.asList(
        null,
        0f,
        -0f,
        1f,
        -1.5f,
        0.1f,
        2.5f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        9.2233720e18f,
        2.1474836e9f);
  }

  private static List<Object> doubles() {
    return Arrays.asList(
        null,
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        0.49999999999999994,
        -0.49999999999999994,
        4503599627370497.0,
        -4503599627370497.5,
        9007199254740993.0,
        0x1p63,
        -0x1p63,
        9.223372036854774784e18,
        2147483647.5,
        -2147483648.9,
        3.4028235677973366e38,
        1e-50,
        1e308,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY);
  }

  private static List<Object> texts() {
    return Arrays.asList(
        null,
        "",
        " ",
        "a",
        "A b ",
        "  \tab\u00a0 ",
        "it's",
        "a\\_b",
        "100%",
        "a_c",
        "%",
        "_",
        "\uff5e",
        "\ud83d\ude00",
        "x\ud83d\ude00y\ud83d\ude01",
        "e\u0301",
        "Stra\u00dfe",
        "\u0130\u0131\u01c5",
        "\u03a3\u03c3\u03c2",
        "line\nbreak",
        "12",
        "+7",
        "-0",
        " 5",
        "1e3",
        "1.5",
        "1_000",
        "\u0663",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "\ud83d\ude00lang".repeat(5_000));
  }

  private static List<Object> instants() {
    return instants(
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "1969-12-31T23:00:00.000001Z",
        "1900-02-28T12:30:00Z",
        "2000-02-29T23:59:59.999999Z",
        "2001-03-31T02:30:00Z",
        "2024-02-29T00:00:00Z",
        "2024-12-30T07:08:09.5Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00.000001Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999999Z");
  }

  private static List<Object> instants(String... texts) {
    List<Object> instants = new ArrayList<>(Arrays.asList((Object) null));
    Arrays.stream(texts).map(Instant::parse).forEach(instants::add);
    return instants;
  }

  private static List<Object> dates() {
    return Arrays.asList(
        null,
        LocalDate.EPOCH,
        LocalDate.of(1969, 12, 31),
        LocalDate.of(1900, 3, 1),
        LocalDate.of(2000, 2, 29),
        LocalDate.of(2024, 12, 30),
        LocalDate.of(1, 1, 1),
        LocalDate.of(9999, 12, 31));
  }
}
